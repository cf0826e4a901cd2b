/** Open query cursors: the rest of a large result, by locator `01g…-2000`. The newest fifty are kept. */
import type { IdSource } from '../storage/record-id.ts';
import type { QueryOutcome } from '../soql/run-query.ts';

export type Cursor = { readonly outcome: QueryOutcome; readonly batchSize: number; readonly userId: string };

export type QueryCursors = {
  readonly open: (cursor: Cursor) => string;
  /** The cursor of an id; nobody gets one of somebody else. */
  readonly find: (id: string, userId: string) => Cursor | undefined;
};

const KEPT = 50;

export function makeQueryCursors(ids: IdSource): QueryCursors {
  const cursors = new Map<string, Cursor>();
  return {
    open: (cursor) => {
      const id = ids('01g');
      cursors.set(id, cursor);
      if (cursors.size > KEPT) cursors.delete(cursors.keys().next().value ?? '');
      return id;
    },
    find: (id, userId) => {
      const cursor = cursors.get(id);
      return cursor?.userId === userId ? cursor : undefined;
    },
  };
}
