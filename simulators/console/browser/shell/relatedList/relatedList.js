import { LightningElement, api } from 'lwc';
import session from '/console/session.js';
import { theModel } from 'console/model';
import { listRecords, objectInfo, visibleFields } from 'console/records';
import { ReadsRecord } from 'shell/readsRecord';

const AT_ONCE = 6;

/** Records that point to a record. Absent where the user may not see them. */
export default class RelatedList extends ReadsRecord(LightningElement) {
  texts = session.texts;
  @api objectApiName;
  @api field;
  @api columns;
  @api recordId;
  heads = [];
  rows = [];
  total;
  next;

  async read(after) {
    const info = await objectInfo(this.objectApiName).catch(() => undefined);
    if (info?.fields[this.field] === undefined) return;
    const where = { [this.field]: { eq: this.recordId } };
    const page = await listRecords({ object: this.objectApiName, fields: this.columns, where, first: AT_ONCE, after });
    this.heads = visibleFields(info, this.columns).map(({ apiName, label }) => ({ field: apiName, label }));
    this.rows = after === undefined ? page.rows : [...this.rows, ...page.rows];
    this.total = page.total;
    this.next = page.next;
  }

  get object() {
    return theModel().objects[this.objectApiName];
  }

  get isKnown() {
    return this.total !== undefined;
  }

  get title() {
    return `${this.object?.pluralLabel ?? this.objectApiName} (${this.total})`;
  }

  get icon() {
    return this.object?.icon ?? 'standard:record';
  }

  get hasRows() {
    return this.rows.length > 0;
  }

  get hasMore() {
    return this.next !== undefined;
  }

  handleMore() {
    this.read(this.next);
  }
}
