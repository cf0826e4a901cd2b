import { LightningElement, api } from 'lwc';
import { go } from 'console/go';
import { theModel } from 'console/model';
import { addressOf, recordPage } from 'console/page-reference';
import { objectInfo, readFields, visibleFields } from 'console/records';
import { ReadsRecord } from 'shell/readsRecord';

/** Fields of a record with their labels: those of its layout, or the ones that are named. */
export default class Details extends ReadsRecord(LightningElement) {
  @api objectApiName;
  @api recordId;
  @api fields;
  sections = [];
  failure;

  get wanted() {
    if (this.fields) return [{ label: '', columns: [this.fields] }];
    return theModel().objects[this.objectApiName].layout.sections;
  }

  async read() {
    try {
      const info = await objectInfo(this.objectApiName);
      const all = visibleFields(
        info,
        this.wanted.flatMap(({ columns }) => columns.flat()),
      );
      const record = await readFields(this.objectApiName, this.recordId, [...new Set(all.map(({ apiName }) => apiName))]);
      const cells = new Map(record?.cells.map((cell) => [cell.field, cell]));
      this.sections = this.wanted.map((section, index) => described(section, index, (names) => visibleFields(info, names), cells));
    } catch (error) {
      this.failure = error.body?.message ?? error.message;
    }
  }

  handleLink(event) {
    if (event.ctrlKey || event.metaKey || event.button !== 0) return;
    event.preventDefault();
    const { object, record } = event.currentTarget.dataset;
    go(recordPage(object, record));
  }
}

function described({ label, columns }, place, visible, cells) {
  return {
    key: `section-${place}`,
    label,
    columns: columns.map((names, index) => ({
      key: `column-${index}`,
      fields: visible(names).map((field) => {
        const { text = '', link } = cells.get(field.apiName) ?? {};
        return { field: field.apiName, label: field.label, text, link, address: link && addressOf(recordPage(link.object, link.recordId)) };
      }),
    })),
  };
}
