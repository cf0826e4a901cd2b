/** The org's users as the login endpoints see them. They are records like any other. */
import type { Database } from '../storage/database.ts';
import { normalizeId } from '../storage/record-id.ts';
import type { StoredRecord } from '../storage/transaction.ts';

export type Directory = {
  readonly byUsername: (username: string) => StoredRecord | undefined;
  readonly byId: (userId: string) => StoredRecord | undefined;
};

export function makeDirectory(database: Database): Directory {
  const users = database.table('User');
  const username = users.object.fields.find((field) => field.name === 'Username');
  if (username === undefined) throw new Error('the standard objects lack User.Username');

  return {
    byUsername: (name) => {
      const [id] = users.find(username, name);
      return id === undefined ? undefined : users.get(id);
    },
    byId: (userId) => users.get(normalizeId(userId) ?? ''),
  };
}
