/** Cancels all of an order that has not left, or lines and quantities of it. Closes with the answer. */
import { api } from 'lwc';
import ObActionModal from 'c/obActionModal';
import { quantityText } from 'c/obFormat';
import { selectionOf } from 'c/obSelection';
import { format } from 'c/obText';
import { LABELS } from './labels';

const FAULTS = { notANumber: LABELS.notANumber, tooSmall: LABELS.tooSmall, tooMany: LABELS.tooMany, tooFine: LABELS.tooFine };

export default class ObCancelModal extends ObActionModal {
  labels = LABELS;
  typedProperties = ['scope', 'typed', 'reason'];
  scope = 'all';
  typed = {};
  reason = '';

  /** @type {object[]} lines of the eligibility */
  @api lines = [];
  sendLabel = LABELS.send;

  get scopes() {
    return [
      { value: 'all', label: LABELS.all },
      { value: 'lines', label: LABELS.some },
    ];
  }

  get isByLine() {
    return this.scope === 'lines';
  }

  get selection() {
    return selectionOf(
      this.lines.map(({ lineId, cancellable }) => ({ lineId, most: cancellable })),
      this.typed,
    );
  }

  get items() {
    const { faults } = this.selection;
    return this.lines.map(({ lineId, description, sku, unit, cancellable, cancelReason }) => ({
      id: lineId,
      name: description ?? sku,
      isPossible: cancellable > 0,
      label: format(LABELS.quantity, description ?? sku, quantityText(cancellable), unit ?? '').trim(),
      value: this.typed[lineId] ?? '',
      reason: cancelReason,
      fault: faults[lineId] ? format(FAULTS[faults[lineId]], quantityText(cancellable)) : '',
    }));
  }

  changeScope({ detail }) {
    this.scope = detail.value;
    this.problem = undefined;
  }

  typeQuantity(event) {
    this.problem = undefined;
    this.typed = { ...this.typed, [event.target.dataset.id]: event.detail.value };
  }

  typeReason({ detail }) {
    this.reason = detail.value;
  }

  async submit() {
    const { lines, isValid } = this.selection;
    if (!this.reportFields()) return;
    const wish = { lines: this.isByLine ? lines : [] };
    if (this.isByLine && !isValid) this.refuse(LABELS.nothing);
    else await this.sendContent({ reason: this.reason.trim(), ...wish }, wish);
  }
}
