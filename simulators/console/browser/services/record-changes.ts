/** Lets the shell's own parts follow a record, as wires do. */
import { watchRecord } from '../data/record-watch.ts';

/** Calls back when this page has changed the record, or was told that somebody did; the answer ends it. */
export function watchRecordChanges(recordId: string, changed: () => Promise<void>): () => void {
  return watchRecord(recordId, changed);
}
