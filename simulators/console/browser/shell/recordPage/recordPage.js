import { LightningElement, api } from 'lwc';
import session from '/console/session.js';
import { theModel } from 'console/model';
import { objectOf, readFields } from 'console/records';
import { ReadsRecord } from 'shell/readsRecord';

/** An object or record that is not for this user is not there for them. */
const CLOSED = new Set([403, 404]);

/** A record: its Lightning page where one is activated, else highlights, details and related lists by its layout. */
export default class RecordPage extends ReadsRecord(LightningElement) {
  texts = session.texts;
  /** Empty for a record that is named by its id alone, as page references may. */
  @api objectApiName;
  @api recordId;
  objectName;
  found;
  failure;

  get object() {
    return theModel().objects[this.objectName];
  }

  get page() {
    return theModel().pages[this.object?.page];
  }

  async read() {
    try {
      this.objectName = this.objectApiName || (await objectOf(this.recordId));
      const record = this.object && (await readFields(this.objectName, this.recordId, []));
      if (record === undefined) {
        this.fail(this.texts.goneOrClosed);
        return;
      }
      this.found = true;
      this.failure = undefined;
      this.tell({ label: record.name, icon: this.object.icon });
    } catch (error) {
      this.fail(CLOSED.has(error.status) ? this.texts.goneOrClosed : (error.body?.message ?? error.message));
    }
  }

  fail(message) {
    this.failure = message;
    this.tell({ label: this.texts.noAccess, icon: 'standard:record' });
  }

  tell(detail) {
    this.dispatchEvent(new CustomEvent('title', { detail }));
  }

  get showsPage() {
    return this.found && !this.failure && this.page !== undefined;
  }

  get showsLayout() {
    return this.found && !this.failure && this.page === undefined;
  }

  get isLoading() {
    return !this.found && !this.failure;
  }
}
