/**
 * What keeps the order from going on: what, since when, whose turn, when it is tried next, and what may be done about it.
 * Fires `exceptionaction` with `{ action, exceptionId }`; `action` is `retry`, `resolve` or `escalate`. Fires `openrecord` with an id. Fires
 * `over` when the focus was here and nothing is left to have it.
 */
import { LightningElement, api } from 'lwc';
import { exceptionTextsOf } from 'c/obExceptionTexts';
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
  @api
  get exceptions() {
    return this.open;
  }
  set exceptions(exceptions) {
    this.open = exceptions;
    this.focused ??= this.template.activeElement;
  }

  @api now;
  /** Whether this user may retry and resolve, and escalate. */
  @api canOperate = false;
  @api canEscalate = false;
  @api isTechnical = false;
  /** Whether it leads to the exception's own page and to its case. */
  @api hasLinks = false;

  announced = '';
  known;
  open = [];
  /** What has the focus, which the next exceptions may take away. */
  focused;
  /** The action whose dialogue was opened last. */
  asked;
  isLeaving = false;

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

  get texts() {
    return exceptionTextsOf(this.first, { isTechnical: this.isTechnical });
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

  openLink(event) {
    this.dispatchEvent(new CustomEvent('openrecord', { detail: event.currentTarget.dataset.id }));
  }

  /** The dialogue gives the focus back to where it was when it opened: to a place that stays, also when the exception is over meanwhile. */
  act(event) {
    const { action } = event.currentTarget.dataset;
    this.asked = action;
    this.isLeaving = true;
    this.refs.place.focus();
    this.isLeaving = false;
    this.dispatchEvent(new CustomEvent('exceptionaction', { detail: { action, exceptionId: this.first.id } }));
  }

  /** The focus is back from a dialogue. */
  goOn() {
    if (!this.isLeaving) this.moveFocus(this.asked);
  }

  /** To the button of an action, else to what stands in its place, else to whatever is around the banner. */
  moveFocus(action) {
    const place = this.template.querySelector(`[data-action="${action}"]`) ?? this.refs.message;
    if (place) place.focus();
    else this.leave();
  }

  /** Once what is around the banner is rendered, too. */
  async leave() {
    await Promise.resolve();
    this.dispatchEvent(new CustomEvent('over'));
  }

  /** What had the focus may be gone. */
  renderedCallback() {
    this.announce();
    const { focused } = this;
    this.focused = undefined;
    if (focused && !this.template.activeElement) this.moveFocus(focused.dataset.action);
  }

  /** Only what appears while the page is open is announced at once; what was there already is read in its place. */
  announce() {
    const ids = this.exceptions.map(({ id }) => id);
    const isNew = this.known !== undefined && ids.some((id) => !this.known.has(id));
    if (isNew) this.announced = format(LABELS.appeared, this.texts.title);
    this.known = new Set(ids);
  }
}
