/** What each delete took along, so that an undelete can bring it back. Source: Apex Developer Guide, "Restoring Deleted Records". */
import type { OrgField } from '../metadata/model.ts';
import type { RecordTable } from './record-table.ts';

/** A record that went with its parent, or one whose lookup was cleared. */
export type Taken = { readonly table: RecordTable; readonly id: string; readonly cleared?: OrgField };

export type RecycleBin = {
  /** Forgets what an earlier delete of the record took. */
  readonly open: (id: string) => (taken: Taken) => void;
  readonly takenWith: (id: string) => readonly Taken[];
};

/**
 * Notes outlive a rollback: one of a record that is not deleted means nothing, and the next delete of the record begins anew. Whoever reads
 * them looks whether what was taken is still as the delete left it.
 */
export function makeRecycleBin(): RecycleBin {
  const notes = new Map<string, Taken[]>();
  return {
    open: (id) => {
      notes.delete(id);
      return (taken) => {
        const known = notes.get(id);
        if (known === undefined) notes.set(id, [taken]);
        else known.push(taken);
      };
    },
    takenWith: (id) => notes.get(id) ?? [],
  };
}
