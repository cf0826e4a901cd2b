/** Sends what has not left to another address or pickup store. Closes with the answer. */
import { api } from 'lwc';
import ObActionModal from 'c/obActionModal';
import { LABELS } from './labels';

/** The address as the form has it: name, label, longest text, whether it must be there. */
const FIELDS = [
  { name: 'name', label: LABELS.name, max: 120, required: true, autocomplete: 'name' },
  { name: 'line1', label: LABELS.line1, max: 120, required: true, autocomplete: 'address-line1' },
  { name: 'line2', label: LABELS.line2, max: 120, autocomplete: 'address-line2' },
  { name: 'postalCode', label: LABELS.postalCode, max: 20, autocomplete: 'postal-code' },
  { name: 'city', label: LABELS.city, max: 80, required: true, autocomplete: 'address-level2' },
  { name: 'region', label: LABELS.region, max: 80, autocomplete: 'address-level1' },
  // Without a longest text: of "Germany" the browser would keep the code of Georgia.
  { name: 'country', label: LABELS.country, required: true, pattern: '[A-Za-z]{2}', autocomplete: 'country' },
  { name: 'phone', label: LABELS.phone, max: 40, autocomplete: 'tel' },
  { name: 'pickupLocation', label: LABELS.pickup, max: 40 },
  { name: 'reason', label: LABELS.reason, max: 120 },
];

export default class ObDeliveryModal extends ObActionModal {
  labels = LABELS;
  sendLabel = LABELS.send;
  typedProperties = ['changes'];
  changes = {};

  /** @type {object} the order, with the address as it is */
  @api order;

  get values() {
    const { shipTo, pickupLocation } = this.order;
    return { ...shipTo, pickupLocation, ...this.changes };
  }

  get fields() {
    return FIELDS.map((field) => ({ ...field, value: this.values[field.name] ?? '' }));
  }

  get countryHelp() {
    return LABELS.countryHelp;
  }

  type(event) {
    this.changes = { ...this.changes, [event.target.dataset.name]: event.detail.value };
  }

  async submit() {
    if (!this.reportFields()) return;
    const typed = FIELDS.map(({ name }) => [name, (this.values[name] ?? '').trim()]).filter(([, value]) => value !== '');
    const { reason, country = '', ...place } = Object.fromEntries(typed);
    const wish = { ...place, country: country.toUpperCase() };
    await this.sendContent({ ...wish, ...(reason && { reason }) }, wish);
  }
}
