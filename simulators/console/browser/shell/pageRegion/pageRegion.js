import { LightningElement, api } from 'lwc';

/** Items of a region or a facet, below each other. */
export default class PageRegion extends LightningElement {
  @api items = [];
  @api page;
  @api objectApiName;
  @api recordId;

  get shown() {
    const components = this.items
      .filter(({ kind }) => kind === 'component')
      .map((item, index) => ({ ...item, key: `${item.name}.${index}` }));
    return components;
  }

  /** Fields of dynamic forms follow each other in one block. */
  get fields() {
    return this.items.filter(({ kind }) => kind === 'field').map(({ field }) => field);
  }

  get hasFields() {
    return this.fields.length > 0;
  }
}
