import { watchRecordChanges } from 'console/record-changes';

/** What shows something of a record: calls `read` when it appears, and again whenever the record of its `recordId`, if it has one, has changed. */
export const ReadsRecord = (Base) =>
  class extends Base {
    unwatch;

    connectedCallback() {
      if (this.recordId) this.unwatch = watchRecordChanges(this.recordId, () => this.read());
      this.read();
    }

    disconnectedCallback() {
      this.unwatch?.();
    }
  };
