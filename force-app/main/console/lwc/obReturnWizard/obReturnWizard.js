/**
 * Starts a return in two steps: what comes back, and what the customer gets for it. Each line says why it cannot come back, or
 * until when it can. Closes with the answer.
 */
import { api } from 'lwc';
import ObActionModal from 'c/obActionModal';
import { dateText, moneyText, quantityText } from 'c/obFormat';
import { selectionOf } from 'c/obSelection';
import { format } from 'c/obText';
import { LABELS } from './labels';

const FAULTS = { notANumber: LABELS.notANumber, tooSmall: LABELS.tooSmall, tooMany: LABELS.tooMany, tooFine: LABELS.tooFine };
/** The words of the picklists, which are what the org takes; their names are the user's. */
const RESOLUTIONS = { Refund: LABELS.refund, 'Store credit': LABELS.storeCredit, Exchange: LABELS.exchange };
const REASONS = {
  ...{ Damaged: LABELS.damaged, 'Wrong item': LABELS.wrongItem, 'Not as described': LABELS.notAsDescribed },
  ...{ 'No longer wanted': LABELS.noLongerWanted, 'Arrived late': LABELS.arrivedLate, Other: LABELS.other },
};
const CONDITIONS = {
  ...{ Unopened: LABELS.unopened, Opened: LABELS.opened, Damaged: LABELS.damaged, Defective: LABELS.defective },
  'Missing parts': LABELS.missingParts,
};

function optionsOf(words, names) {
  return words.map((value) => ({ value, label: names[value] ?? value }));
}

export default class ObReturnWizard extends ObActionModal {
  labels = LABELS;
  sendLabel = LABELS.send;
  typedProperties = ['typed', 'reasons', 'conditions', 'resolution', 'note'];
  step = 'items';
  typed = {};
  reasons = {};
  conditions = {};
  resolution = 'Refund';
  note = '';
  caseId = '';
  movesFocus = false;

  @api orderId;
  /** @type {object} the answer of `eligibility` */
  @api eligibility;

  get isItems() {
    return this.step === 'items';
  }

  get selection() {
    const choices = this.eligibility.lines.map(({ lineId, returnable, refundPerUnit }) => ({ lineId, most: returnable, refundPerUnit }));
    return selectionOf(choices, this.typed);
  }

  get reasonOptions() {
    return optionsOf(this.eligibility.returnReasons, REASONS);
  }

  get conditionOptions() {
    return optionsOf(this.eligibility.returnConditions, CONDITIONS);
  }

  get resolutionOptions() {
    return optionsOf(Object.keys(RESOLUTIONS), RESOLUTIONS);
  }

  get stepText() {
    return format(LABELS.step, this.isItems ? 1 : 2, 2);
  }

  get items() {
    const { faults, lines } = this.selection;
    const chosen = new Set(lines.map(({ lineId }) => lineId));
    return this.eligibility.lines.map((line) => {
      const { lineId, description, sku, unit, returnable, returnReason, returnUntil } = line;
      const fault = faults[lineId];
      return {
        id: lineId,
        name: description ?? sku,
        isPossible: returnable > 0,
        isChosen: chosen.has(lineId),
        label: format(LABELS.quantity, description ?? sku, quantityText(returnable), unit ?? '').trim(),
        why: returnReason,
        until: returnUntil ? format(LABELS.until, dateText(returnUntil)) : '',
        value: this.typed[lineId] ?? '',
        reason: this.reasons[lineId],
        condition: this.conditions[lineId],
        fault: fault ? format(FAULTS[fault], quantityText(returnable)) : '',
      };
    });
  }

  get refundText() {
    const { refund } = this.selection;
    return refund === undefined ? LABELS.noEstimate : format(LABELS.estimate, moneyText(refund, this.eligibility.currencyCode));
  }

  get summary() {
    const names = new Map(this.items.map(({ id, name }) => [id, name]));
    return this.selection.lines.map(({ lineId, quantity }) => ({
      id: lineId,
      text: format(LABELS.part, quantityText(quantity), names.get(lineId)),
    }));
  }

  typeQuantity(event) {
    this.problem = undefined;
    this.typed = { ...this.typed, [event.target.dataset.id]: event.detail.value };
  }

  chooseReason(event) {
    this.reasons = { ...this.reasons, [event.target.dataset.id]: event.detail.value };
  }

  chooseCondition(event) {
    this.conditions = { ...this.conditions, [event.target.dataset.id]: event.detail.value };
  }

  chooseResolution({ detail }) {
    this.resolution = detail.value;
  }

  chooseCase({ detail }) {
    this.caseId = detail;
  }

  typeNote({ detail }) {
    this.note = detail.value;
  }

  next() {
    this.problem = undefined;
    if (!this.reportFields()) return;
    if (this.selection.isValid) this.goTo('resolution');
    else this.refuse(LABELS.nothing);
  }

  back() {
    this.problem = undefined;
    this.goTo('items');
  }

  goTo(step) {
    this.step = step;
    this.movesFocus = true;
  }

  async submit() {
    const lines = this.selection.lines.map(({ lineId, quantity }) => ({
      ...{ lineId, quantity, reason: this.reasons[lineId] },
      ...(this.conditions[lineId] && { condition: this.conditions[lineId] }),
    }));
    const note = this.note.trim();
    const more = { ...(note && { note }), ...(this.caseId && { caseId: this.caseId }) };
    await this.sendContent({ resolution: this.resolution, lines, ...more });
  }

  /** The next step is read from its beginning. */
  renderedCallback() {
    if (!this.movesFocus) return;
    this.movesFocus = false;
    this.refs.step.focus();
  }
}
