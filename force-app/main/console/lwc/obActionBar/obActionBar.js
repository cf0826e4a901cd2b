/**
 * What may be done about an order, and why the rest may not. Each action opens a modal, goes through the outbox under a key of
 * its own, and shows as a request afterwards. Fires `sent` once something was taken.
 */
import { LightningElement, api } from 'lwc';
import { RefreshEvent } from 'lightning/refresh';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import eligibility from '@salesforce/apex/OB_OrderActions.eligibility';
import { ACTION_LABELS, openAction } from 'c/obActions';
import { quantityText } from 'c/obFormat';
import { format } from 'c/obText';
import { LABELS } from './labels';

/** In the order of use; the names are those of the eligibility. */
const ACTIONS = [
  { name: 'submit', label: ACTION_LABELS.submit, icon: 'utility:send', variant: 'brand' },
  { name: 'cancel', label: ACTION_LABELS.cancel, icon: 'utility:ban' },
  { name: 'startReturn', label: ACTION_LABELS.startReturn, icon: 'utility:undo' },
  { name: 'changeDelivery', label: ACTION_LABELS.changeDelivery, icon: 'utility:location' },
  { name: 'hold', label: ACTION_LABELS.hold, icon: 'utility:pause' },
  { name: 'liftHold', label: ACTION_LABELS.liftHold, icon: 'utility:play' },
  { name: 'addNote', label: ACTION_LABELS.addNote, icon: 'utility:note' },
  { name: 'escalate', label: ACTION_LABELS.escalate, icon: 'utility:priority' },
  { name: 'replay', label: ACTION_LABELS.replay, icon: 'utility:retweet' },
];

export default class ObActionBar extends LightningElement {
  labels = LABELS;
  answer;
  isUnknown = false;
  showsReasons = false;
  lastVersion;
  /** The action a person is at: its button keeps its place, and with it the focus, until they move on. */
  kept;
  isAsking = false;

  @api order;

  /** Changes whenever what is possible may have changed. */
  @api
  get version() {
    return this.lastVersion;
  }
  set version(version) {
    if (version === this.lastVersion) return;
    this.lastVersion = version;
    if (this.isConnected) this.ask();
  }

  connectedCallback() {
    this.ask();
  }

  async ask() {
    const asked = this.lastVersion;
    try {
      const answer = await eligibility({ request: { orderId: this.order.id } });
      if (asked !== this.lastVersion) return; // another question is on its way
      this.answer = answer;
      this.isUnknown = false;
    } catch (error) {
      this.isUnknown = true;
    }
  }

  get permitted() {
    const byName = new Map((this.answer?.actions ?? []).map((action) => [action.name, action]));
    return ACTIONS.map((action) => ({ ...action, ...byName.get(action.name) })).filter(({ permitted }) => permitted);
  }

  get possible() {
    return this.permitted.filter(({ name, allowed }) => allowed || name === this.kept);
  }

  get impossible() {
    return this.permitted
      .filter(({ allowed }) => !allowed)
      .map(({ name, label, reasons = [] }) => ({ name, label, reasons: reasons.join(' ') }));
  }

  get hasImpossible() {
    return this.impossible.length > 0;
  }

  get whyNot() {
    return format(LABELS.whyNot, quantityText(this.impossible.length));
  }

  get expanded() {
    return String(this.showsReasons);
  }

  toggleReasons() {
    this.showsReasons = !this.showsReasons;
  }

  keep(event) {
    this.kept = event.target.dataset.name;
  }

  letGo() {
    if (!this.isAsking) this.kept = undefined;
  }

  press(event) {
    const { name } = event.currentTarget.dataset;
    const isForbidden = this.impossible.some((action) => action.name === name);
    if (isForbidden) this.showsReasons = true;
    else this.start(name);
  }

  /** Opens the modal of an action. `context` has the `exceptionId` of `retry` and `resolve`, and of an `escalate` for one. */
  @api
  async start(name, context = {}) {
    this.isAsking = true;
    const taken = await openAction(name, { order: this.order, eligibility: this.answer, ...context });
    this.isAsking = false;
    if (!taken) return;
    const { title, message } = taken;
    this.dispatchEvent(new ShowToastEvent({ title, message, variant: 'success' }));
    this.dispatchEvent(new CustomEvent('sent'));
    this.dispatchEvent(new RefreshEvent());
  }
}
