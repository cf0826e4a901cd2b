/** Who looks at which record: all wires on a record learn of its changes. Source: "notifyRecordUpdateAvailable" of the LWC Developer Guide. */
const watchers = new Map<string, Set<() => Promise<void>>>();

/** Ids of 15 and 18 characters name the same record. */
const keyOf = (recordId: string): string => recordId.slice(0, 15);

/** Calls `again` when the record has changed, until the answer is called. */
export function watchRecord(recordId: string, again: () => Promise<void>): () => void {
  const key = keyOf(recordId);
  const others = watchers.get(key) ?? new Set();
  watchers.set(key, others.add(again));
  return () => {
    others.delete(again);
    if (others.size === 0) watchers.delete(key);
  };
}

/** Resolves when everybody who looks at one of the records has it as it is now. */
export async function announceChange(recordIds: readonly string[]): Promise<void> {
  const concerned = new Set(recordIds.flatMap((recordId) => [...(watchers.get(keyOf(recordId)) ?? [])]));
  await Promise.all([...concerned].map((again) => again()));
}
