/**
 * Has the broker look at an order while it is typed: price, credit, availability, address. Asks after a pause in the typing,
 * shows only the answer to what stands there now, and keeps nobody from going on.
 */
import { LightningElement, api } from 'lwc';
import check from '@salesforce/apex/OB_OrderActions.check';
import { findingsOf } from 'c/obDraftModel';
import { LABELS } from './labels';

const PAUSE_MS = 700;
/** What a call that fails comes to: nobody has looked. */
const UNCHECKED = { valid: true, degraded: true, findings: [] };

export default class ObDraftCheck extends LightningElement {
  labels = LABELS;
  current;
  validation;
  timer;

  /** As `orderToCheck` makes it; undefined while too little is typed. */
  @api
  get order() {
    return this.current;
  }
  set order(order) {
    if (JSON.stringify(order) === JSON.stringify(this.current)) return;
    this.current = order;
    this.validation = undefined;
    clearTimeout(this.timer);
    if (order) this.timer = setTimeout(() => this.ask(), PAUSE_MS);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  async ask() {
    const asked = this.current;
    this.validation = undefined;
    const validation = await check({ request: asked }).catch(() => UNCHECKED);
    if (asked === this.current) this.validation = validation;
  }

  get isIdle() {
    return !this.current;
  }

  get isChecking() {
    return Boolean(this.current) && !this.validation;
  }

  get isDegraded() {
    return this.validation?.degraded === true;
  }

  get isFine() {
    return this.validation?.valid === true && !this.isDegraded;
  }

  get findings() {
    return findingsOf(this.validation, LABELS.line);
  }

  get hasFindings() {
    return this.findings.length > 0;
  }
}
