/**
 * Assisted selling: customer, address, lines, then a check with the broker and the submission. What is saved stays saved: if
 * something fails in between, the same press goes on where it stopped.
 */
import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import CURRENCY from '@salesforce/i18n/currency';
import submit from '@salesforce/apex/OB_OrderActions.submit';
import validate from '@salesforce/apex/OB_OrderActions.validate';
import canSubmit from '@salesforce/customPermission/OB_Submit_Order';
import { areComplete, draftTotal, lineFaults, lineFields, newLine, nextNumber, orderFields, orderToCheck } from 'c/obDraftModel';
import { removeOnce, saveOnce } from 'c/obDraftRecords';
import { problemOf } from 'c/obErrors';
import { problemTexts } from 'c/obProblemTexts';
import { moneyText } from 'c/obFormat';
import SubmitModal from 'c/obSubmitModal';
import { format } from 'c/obText';
import { LABELS } from './labels';

const CUSTOMER = [
  { name: 'customerKey', label: LABELS.customerKey, max: 60, required: true },
  { name: 'customerName', label: LABELS.customerName, max: 120, required: true, autocomplete: 'name' },
  { name: 'customerEmail', label: LABELS.customerEmail, max: 120, type: 'email', autocomplete: 'email' },
  { name: 'currency', label: LABELS.currency, max: 3, required: true, pattern: '[A-Za-z]{3}', help: LABELS.currencyHelp },
];
const ADDRESS = [
  { name: 'name', label: LABELS.name, max: 120, required: true, autocomplete: 'shipping name' },
  { name: 'line1', label: LABELS.line1, max: 120, required: true, autocomplete: 'shipping address-line1' },
  { name: 'line2', label: LABELS.line2, max: 120, autocomplete: 'shipping address-line2' },
  { name: 'postalCode', label: LABELS.postalCode, max: 20, autocomplete: 'shipping postal-code' },
  { name: 'city', label: LABELS.city, max: 80, required: true, autocomplete: 'shipping address-level2' },
  { name: 'region', label: LABELS.region, max: 80, autocomplete: 'shipping address-level1' },
  {
    name: 'country',
    label: LABELS.country,
    // Without a longest text: of "Germany" the browser would keep the code of Georgia.
    required: true,
    pattern: '[A-Za-z]{2}',
    help: LABELS.countryHelp,
    autocomplete: 'shipping country',
  },
  { name: 'phone', label: LABELS.phone, max: 40, type: 'tel', autocomplete: 'shipping tel' },
  { name: 'pickupLocation', label: LABELS.pickup, max: 40 },
];
const FAULTS = {
  missing: LABELS.missing,
  notANumber: LABELS.notANumber,
  tooSmall: LABELS.tooSmall,
  tooMany: LABELS.tooBig,
  tooFine: LABELS.tooFine,
  priceTooFine: LABELS.priceTooFine,
};

export default class ObOrderDraft extends NavigationMixin(LightningElement) {
  labels = LABELS;
  canSubmit = canSubmit === true;
  typed = { currency: CURRENCY };
  /** Names of what is there because a customer was chosen: it goes with that customer. */
  ofCustomer = new Set();
  lines = [newLine(1, crypto.randomUUID())];
  nextKey = 2;
  /** The order is saved under. */
  draftKey = crypto.randomUUID();
  orderId;
  isSaving = false;
  showsFaults = false;
  problem;
  problemTitle = LABELS.notSaved;

  /** On the page of an account or a contact, the order is theirs. */
  @api recordId;
  @api objectApiName;

  get isForbidden() {
    return !this.canSubmit;
  }

  get isNew() {
    return !this.orderId;
  }

  get sections() {
    const withValues = (fields) => fields.map((field) => ({ ...field, type: field.type ?? 'text', value: this.typed[field.name] ?? '' }));
    return [
      { name: 'customer', heading: LABELS.customer, fields: withValues(CUSTOMER) },
      { name: 'address', heading: LABELS.address, fields: withValues(ADDRESS) },
    ];
  }

  get items() {
    return this.lines.map((line, index) => {
      const faults = this.showsFaults ? lineFaults(line) : {};
      const texts = [
        [LABELS.sku, faults.sku],
        [LABELS.quantity, faults.quantity],
        [LABELS.unitPrice, faults.unitPrice],
      ];
      return {
        ...line,
        heading: format(LABELS.line, index + 1),
        isSaved: Boolean(line.id),
        removeLabel: format(LABELS.remove, index + 1),
        faults: texts.filter(([, fault]) => fault).map(([name, fault]) => ({ name, text: `${name}: ${FAULTS[fault]}` })),
      };
    });
  }

  get totalText() {
    return format(LABELS.total, moneyText(draftTotal(this.lines), this.typed.currency.toUpperCase()));
  }

  get orderToCheck() {
    return orderToCheck(this.typed, this.lines);
  }

  get problems() {
    return problemTexts(this.problem);
  }

  get hasProblem() {
    return Boolean(this.problem);
  }

  get sendText() {
    return this.isSaving ? LABELS.saving : LABELS.send;
  }

  chooseCustomer({ detail }) {
    const own = Object.entries(this.typed).filter(([name]) => !this.ofCustomer.has(name));
    this.typed = { ...Object.fromEntries(own), ...detail };
    this.ofCustomer = new Set(Object.keys(detail));
  }

  type(event) {
    const { name } = event.target.dataset;
    this.typed = { ...this.typed, [name]: event.detail.value };
    this.ofCustomer.delete(name);
  }

  typeLine(event) {
    const { key, name } = event.target.dataset;
    this.changeLine(Number(key), { [name]: event.detail.value });
  }

  changeLine(key, change) {
    this.lines = this.lines.map((line) => (line.key === key ? { ...line, ...change } : line));
  }

  /** A field that is left shows or hides its fault: the button would move from under the pointer, and the click be lost. */
  keepFocus(event) {
    event.preventDefault();
  }

  addLine() {
    this.lines = [...this.lines, newLine(this.nextKey, crypto.randomUUID())];
    this.nextKey += 1;
  }

  /** A line that is saved, or may be, is taken out of the order too. It can be added again. */
  async removeLine(event) {
    const index = this.lines.findIndex(({ key }) => key === Number(event.currentTarget.dataset.key));
    const line = this.lines[index];
    if (line.isTried && !(await this.work(LABELS.notRemoved, () => removeOnce(line)))) return;
    this.lines = this.lines.filter(({ key }) => key !== line.key);
    if (line.isTried) this.tell(LABELS.removedTitle, format(LABELS.removed, index + 1));
  }

  async save() {
    const { draftKey } = this;
    const customer = { Account: 'accountId', Contact: 'contactId' }[this.objectApiName];
    const fields = orderFields({ ...this.typed, ...(customer && { [customer]: this.recordId }) });
    this.orderId ??= await saveOnce('OB_Order__c', { draftKey, fields });
    for (const line of this.lines) {
      if (!line.id) await this.saveLine(line);
    }
  }

  async saveLine(line) {
    const { key, draftKey } = line;
    const number = nextNumber(this.lines);
    this.changeLine(key, { isTried: true });
    const parent = { Order__c: this.orderId };
    const id = await saveOnce('OB_Order_Line__c', { draftKey, parent, fields: lineFields(line, number) });
    this.changeLine(key, { id, number });
  }

  /** Whether it worked; shows why it did not. */
  async work(problemTitle, task) {
    this.isSaving = true;
    this.problem = undefined;
    this.problemTitle = problemTitle;
    try {
      await task();
    } catch (error) {
      this.problem = problemOf(error);
    } finally {
      this.isSaving = false;
    }
    return !this.problem;
  }

  tell(title, message) {
    this.dispatchEvent(new ShowToastEvent({ title, message, variant: 'success' }));
  }

  /** Whether all of it could be sent; shows where it could not. */
  isComplete() {
    this.showsFaults = true;
    const fields = [...this.template.querySelectorAll('lightning-input')].map((field) => field.reportValidity());
    return fields.every(Boolean) && areComplete(this.lines);
  }

  async send() {
    if (this.isSaving || !this.isComplete()) return;
    if (await this.work(LABELS.notSaved, () => this.save())) await this.submit();
  }

  async submit() {
    const { orderId } = this;
    const answer = await SubmitModal.open({
      ...{ size: 'small', label: LABELS.send, subject: `submit:${orderId}` },
      validate: () => validate({ request: { orderId } }),
      call: (content) => submit({ request: { orderId, ...content } }),
    });
    if (answer) this.tell(LABELS.sentTitle, LABELS.sent);
    // Submitted or not, the order is there now, and its page shows what is missing.
    this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes: { recordId: orderId, actionName: 'view' } });
  }
}
