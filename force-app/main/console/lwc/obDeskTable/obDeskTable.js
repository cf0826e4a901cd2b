/** Open exceptions as a table to choose from. Fires `choose` with the ids that are chosen now, and `openrecord` with an id. */
import { LightningElement, api } from 'lwc';
import USER_ID from '@salesforce/user/Id';
import { clockOf } from 'c/obDeskModel';
import { exceptionTextsOf } from 'c/obExceptionTexts';
import { relativeText } from 'c/obFormat';
import { format } from 'c/obText';
import { LABELS } from './labels';

const CLOCK_ICONS = { ok: 'utility:clock', soon: 'utility:warning', late: 'utility:error', unknown: 'utility:question' };
const CLOCK_VARIANTS = { soon: 'warning', late: 'error' };

function clockText({ state, leftMs }) {
  if (state === 'unknown') return LABELS.noClock;
  return format(state === 'late' ? LABELS.late : LABELS.due, relativeText(leftMs));
}

/** Queues and colleagues by name, if this user may see it. */
function ownerText({ ownerId, ownerName, isQueued, isTaken }) {
  if (ownerId === USER_ID) return LABELS.mine;
  if (isQueued && ownerName) return format(LABELS.queue, ownerName);
  return isTaken ? (ownerName ?? LABELS.others) : LABELS.nobody;
}

export default class ObDeskTable extends LightningElement {
  labels = LABELS;

  /** In the order in which they are shown. */
  @api rows = [];
  @api now;
  @api slaMinutes;
  /** Ids. */
  @api chosen = [];
  /** Ids of those that are being sent. */
  @api sending = [];

  get items() {
    return this.rows.map((row) => this.itemOf(row, clockOf(row, { now: this.now, minutes: this.slaMinutes })));
  }

  itemOf(row, clock) {
    const order = row.orderNumber ?? LABELS.noOrder;
    return {
      id: row.id,
      orderId: row.orderId,
      order,
      message: exceptionTextsOf(row).title,
      category: [row.category?.label, row.severity?.label].filter(Boolean).join(' · '),
      turn: row.turn?.label ?? '',
      since: this.relativeTo(row.openedAt),
      next: this.relativeTo(row.nextRetryAt) || LABELS.noNext,
      clock: clockText(clock),
      clockIcon: CLOCK_ICONS[clock.state],
      clockVariant: CLOCK_VARIANTS[clock.state],
      owner: ownerText(row),
      assigned: row.assignedAt ? format(LABELS.assigned, this.relativeTo(row.assignedAt)) : '',
      isChosen: this.chosen.includes(row.id),
      isSending: this.sending.includes(row.id),
      choose: format(LABELS.choose, order),
    };
  }

  relativeTo(instant) {
    return instant ? relativeText(Date.parse(instant) - this.now) : '';
  }

  get isAllChosen() {
    return this.rows.every(({ id }) => this.chosen.includes(id));
  }

  tell(chosen) {
    this.dispatchEvent(new CustomEvent('choose', { detail: chosen }));
  }

  choose(event) {
    const { id } = event.target.dataset;
    const others = this.chosen.filter((other) => other !== id);
    this.tell(event.target.checked ? [...others, id] : others);
  }

  chooseAll(event) {
    this.tell(event.target.checked ? this.rows.map(({ id }) => id) : []);
  }

  open(event) {
    this.dispatchEvent(new CustomEvent('openrecord', { detail: event.currentTarget.dataset.id }));
  }
}
