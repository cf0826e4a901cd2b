import type { RecordChange } from '../../storage/transaction.ts';

/**
 * What a transaction did to each record in the end. Several statements on one record become one change, which keeps the
 * first kind of change and carries the end state. A record created or restored and then deleted in the same
 * transaction leaves nothing to tell.
 */
export function netChanges(changes: readonly RecordChange[]): readonly RecordChange[] {
  const byRecord = new Map<string, RecordChange | undefined>();
  for (const change of changes) {
    const key = `${change.object}/${change.id}`;
    const earlier = byRecord.get(key);
    byRecord.set(key, earlier === undefined ? change : joined(earlier, change));
  }
  return [...byRecord.values()].filter((change) => change !== undefined);
}

function joined(earlier: RecordChange, later: RecordChange): RecordChange | undefined {
  if (later.type === 'DELETE') {
    return earlier.type === 'UPDATE' ? { ...later, before: earlier.before } : undefined;
  }
  // A record deleted and restored was there before and is there after: what is left is an update.
  const type = earlier.type === 'DELETE' ? 'UPDATE' : earlier.type;
  return { ...later, type, before: earlier.before };
}
