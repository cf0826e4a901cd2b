/** What of the history is shown. Fires `filterchange` with the new filter. */
import { LightningElement, api } from 'lwc';
import { plural } from 'c/obText';
import { NO_FILTER, choicesOf, countOf } from 'c/obTimelineModel';
import { LABELS } from './labels';

export default class ObTimelineFilters extends LightningElement {
  labels = LABELS;
  isOpen = false;

  /** @type {import('c/obTimelineModel').Filter} */
  @api filter = NO_FILTER;
  /** @type {import('c/obTimelineModel').Entry[]} all that is loaded: what may be chosen */
  @api entries = [];
  @api lines = [];
  @api shipments = [];

  get expanded() {
    return String(this.isOpen);
  }

  get toggleLabel() {
    return this.isOpen ? LABELS.hide : LABELS.show;
  }

  get active() {
    const count = countOf(this.filter);
    return count > 0 ? plural(count, { one: LABELS.activeOne, many: LABELS.active }) : '';
  }

  get groups() {
    return [
      { name: 'categories', label: LABELS.categories, options: choicesOf(this.entries, 'category') },
      { name: 'severities', label: LABELS.severities, options: choicesOf(this.entries, 'severity') },
      { name: 'actors', label: LABELS.actors, options: choicesOf(this.entries, 'actor') },
    ]
      .map((group) => ({ ...group, value: this.filter[group.name] }))
      .filter(({ options, value }) => options.length > 1 || value.length > 0);
  }

  get lineOptions() {
    return this.optionsOf(this.lines, ({ number, description, sku }) => [number, description ?? sku].filter(Boolean).join(' '));
  }

  get shipmentOptions() {
    return this.optionsOf(this.shipments, ({ trackingNumber, key, id }) => trackingNumber ?? key ?? id);
  }

  get hasLines() {
    return this.lines.length > 1;
  }

  get hasShipments() {
    return this.shipments.length > 1;
  }

  optionsOf(records, nameOf) {
    return [{ value: '', label: LABELS.all }, ...records.map((item) => ({ value: item.id, label: nameOf(item) }))];
  }

  toggle() {
    this.isOpen = !this.isOpen;
  }

  change(event) {
    const { name } = event.target.dataset;
    const { value, checked } = event.detail;
    this.say({ ...this.filter, [name]: name === 'exceptionsOnly' ? checked === true : value });
  }

  clear() {
    this.say(NO_FILTER);
  }

  say(filter) {
    this.dispatchEvent(new CustomEvent('filterchange', { detail: filter }));
  }
}
