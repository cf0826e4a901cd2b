/** What the resolvers of one GraphQL request work with. */
import type { ActingUser } from '../security/acting-user.ts';
import type { Database, Transaction } from '../storage/database.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import type { DisplayStyle } from '../soql/display-value.ts';

export type GraphqlContext = {
  readonly user: ActingUser;
  readonly database: Database;
  readonly now: number;
  /** `/services/data/v67.0` */
  readonly basePath: string;
  readonly style: DisplayStyle;
  /** As the caller sent them: input objects lose the order of their members when they are coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The transaction of a mutation. */
  readonly transaction: Transaction | undefined;
  /** What the mutation has done so far; see mutations.ts. */
  readonly progress: MutationProgress;
};

export type MutationProgress = {
  allOrNone: boolean;
  /** Ids by the alias of the operation that made or removed the record. */
  readonly ids: Map<string, string>;
};

/** A live record the user may see, by id. */
export function findRecord({ database, user }: GraphqlContext, id: unknown): StoredRecord | undefined {
  const table = typeof id === 'string' ? database.tableOfId(id) : undefined;
  const record = table?.get(String(id));
  return table !== undefined && record !== undefined && user.records.sees(table.object)(record) ? record : undefined;
}
