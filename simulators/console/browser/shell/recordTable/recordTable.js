import { LightningElement, api } from 'lwc';
import { go } from 'console/go';
import { addressOf, recordPage } from 'console/page-reference';

/** Records as rows of texts; the first column leads to the record. */
export default class RecordTable extends LightningElement {
  @api objectApiName;
  @api columns = [];
  @api rows = [];
  @api label;

  get heads() {
    return this.columns;
  }

  get lines() {
    return this.rows.map(({ recordId, name, cells }) => ({
      recordId,
      cells: cells.map((cell, index) => {
        const link = index === 0 ? { object: this.objectApiName, recordId } : cell.link;
        const address = link && addressOf(recordPage(link.object, link.recordId));
        return { ...cell, text: index === 0 ? cell.text || name : cell.text, link, address, key: `${recordId}.${cell.field}` };
      }),
    }));
  }

  handleLink(event) {
    if (event.ctrlKey || event.metaKey || event.button !== 0) return;
    event.preventDefault();
    const { object, record } = event.currentTarget.dataset;
    go(recordPage(object, record));
  }
}
