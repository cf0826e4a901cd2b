import { LightningElement, api } from 'lwc';
import { watchRecordChanges } from 'console/record-changes';
import { theModel } from 'console/model';
import { readFields } from 'console/records';

/** A record: its Lightning page where one is activated, else highlights, details and related lists by its layout. */
export default class RecordPage extends LightningElement {
  @api objectApiName;
  @api recordId;
  found;
  failure;
  unwatch;

  connectedCallback() {
    this.unwatch = watchRecordChanges(this.recordId, () => this.read());
    this.read();
  }

  disconnectedCallback() {
    this.unwatch();
  }

  get object() {
    return theModel().objects[this.objectApiName];
  }

  get page() {
    return theModel().pages[this.object?.page];
  }

  async read() {
    try {
      const record = this.object && (await readFields(this.objectApiName, this.recordId, []));
      if (record === undefined) {
        this.fail('This record is gone, or you have no access to it.');
        return;
      }
      this.found = true;
      this.failure = undefined;
      this.tell({ label: record.name, icon: this.object.icon });
    } catch (error) {
      this.fail(error.body?.message ?? error.message);
    }
  }

  fail(message) {
    this.failure = message;
    this.tell({ label: 'No access', icon: 'standard:record' });
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
