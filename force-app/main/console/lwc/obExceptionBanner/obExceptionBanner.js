/**
 * What keeps the order from going on: what, since when, whose turn, when it is tried next, and what may be done about it.
 * Fires `exceptionaction` with `{ action, exceptionId }`; `action` is `retry`, `resolve` or `escalate`. Fires `openrecord` with an id.
 */
import { LightningElement, api } from 'lwc';
import { dateTimeText, quantityText, relativeText } from 'c/obFormat';
import { format, plural } from 'c/obText';
import { LABELS } from './labels';

const ICONS = { Error: 'utility:error', Warning: 'utility:warning', Info: 'utility:info' };
/** The words of `Allowed_Actions__c` an agent can act on. */
const ACTIONS = [
  { word: 'RETRY', action: 'retry', label: LABELS.retry, icon: 'utility:retweet' },
  { word: 'ACKNOWLEDGE', action: 'resolve', label: LABELS.resolve, icon: 'utility:check' },
];

export default class ObExceptionBanner extends LightningElement {
  labels = LABELS;

  /** Open exceptions, the most important first. */
  @api exceptions = [];
  @api now;
  /** Whether this user may retry and resolve, and escalate. */
  @api canOperate = false;
  @api canEscalate = false;
  @api isTechnical = false;
  /** Whether it leads to the exception's own page and to its case. */
  @api hasLinks = false;

  announced = '';
  known;

  get first() {
    return this.exceptions[0];
  }

  get icon() {
    return ICONS[this.first.severity?.code] ?? ICONS.Error;
  }

  get variant() {
    return { Error: 'error', Warning: 'warning' }[this.first.severity?.code];
  }

  get tone() {
    return `banner ${(this.first.severity?.code ?? 'Error').toLowerCase()}`;
  }

  get message() {
    const { message, category, code } = this.first;
    return message ?? category?.label ?? code;
  }

  get facts() {
    const { openedAt, turn, nextRetryAt, attempts, category } = this.first;
    return [
      category?.label,
      openedAt && format(LABELS.since, relativeText(Date.parse(openedAt) - this.now)),
      turn && format(LABELS.turn, turn.label),
      nextRetryAt ? format(LABELS.next, dateTimeText(nextRetryAt)) : LABELS.noNext,
      attempts && format(LABELS.attempts, quantityText(attempts)),
    ].filter(Boolean);
  }

  get technical() {
    const { code, endpoint, correlationId } = this.first;
    return this.isTechnical ? [code, endpoint, correlationId].filter(Boolean).join(' · ') : '';
  }

  get others() {
    const count = this.exceptions.length - 1;
    return count > 0 ? plural(count, { one: LABELS.otherOne, many: LABELS.others }) : '';
  }

  get actions() {
    const allowed = this.canOperate ? ACTIONS.filter(({ word }) => this.first.actions.includes(word)) : [];
    const escalate = { action: 'escalate', label: LABELS.escalate, icon: 'utility:priority' };
    return this.canEscalate ? [...allowed, escalate] : allowed;
  }

  get links() {
    const { id, name, caseId, caseNumber } = this.first;
    const record = { id, label: format(LABELS.record, name) };
    const supportCase = caseNumber ? [{ id: caseId, label: format(LABELS.caseNumber, caseNumber) }] : [];
    return this.hasLinks ? [...(name ? [record] : []), ...supportCase] : [];
  }

  open(event) {
    this.dispatchEvent(new CustomEvent('openrecord', { detail: event.currentTarget.dataset.id }));
  }

  act(event) {
    const { action } = event.currentTarget.dataset;
    this.dispatchEvent(new CustomEvent('exceptionaction', { detail: { action, exceptionId: this.first.id } }));
  }

  /** Only what appears while the page is open is announced at once; what was there already is read in its place. */
  renderedCallback() {
    const ids = this.exceptions.map(({ id }) => id);
    const isNew = this.known !== undefined && ids.some((id) => !this.known.has(id));
    if (isNew) this.announced = format(LABELS.appeared, this.message);
    this.known = new Set(ids);
  }
}
