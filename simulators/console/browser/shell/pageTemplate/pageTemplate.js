import { LightningElement, api } from 'lwc';
import session from '/console/session.js';
import { readFields } from 'console/records';
import { fieldsInRules, isVisible } from 'console/visibility';
import { ReadsRecord } from 'shell/readsRecord';

const BESIDE = ['sidebar', 'rightsidebar', 'rightcol', 'region2'];
const ABOVE = ['header', 'subheader', 'top'];

/** A Lightning page: the regions of its template, with the items whose visibility rules hold. */
export default class PageTemplate extends ReadsRecord(LightningElement) {
  @api page;
  @api objectApiName;
  @api recordId;
  values;

  /** What the rules of visibility ask of the record. */
  async read() {
    const rules = Object.values(this.page.regions).flatMap((items) => items.map(({ visibility }) => visibility));
    const fields = fieldsInRules(rules);
    const record = fields.length === 0 || !this.recordId ? undefined : await readFields(this.objectApiName, this.recordId, fields);
    this.values = new Map(record?.cells.map(({ field, text }) => [field, text === '✓' ? 'true' : text]));
  }

  get isReady() {
    return this.values !== undefined;
  }

  /** Facets stand inside the components that name them, so they are no regions of the template. */
  get placed() {
    const named = new Set(
      Object.values(this.page.regions).flatMap((items) => items.flatMap(({ properties = {} }) => Object.values(properties).flat())),
    );
    const seen = {
      field: (name) => this.values.get(name) ?? '',
      customPermission: (name) => session.customPermissions[name] === true,
      formFactor: session.formFactor,
    };
    return Object.entries(this.page.regions)
      .filter(([name]) => !named.has(name))
      .map(([name, items]) => ({ name, items: items.filter(({ visibility }) => isVisible(visibility, seen)) }))
      .filter(({ items }) => items.length > 0);
  }

  get above() {
    return this.placed.filter(({ name }) => ABOVE.includes(name.toLowerCase()));
  }

  get beside() {
    return this.placed.filter(({ name }) => BESIDE.includes(name.toLowerCase()));
  }

  get main() {
    return this.placed.filter(({ name }) => !ABOVE.includes(name.toLowerCase()) && !BESIDE.includes(name.toLowerCase()));
  }

  get mainClass() {
    return this.beside.length === 0 ? 'console-column-all' : 'console-column-wide';
  }

  get hasBeside() {
    return this.beside.length > 0;
  }
}
