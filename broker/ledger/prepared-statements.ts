/**
 * The ledger's statements are few and come by the thousand, so each connection prepares them: PostgreSQL parses and plans
 * them once. Source: PostgreSQL documentation, "PREPARE", and node-postgres, "Prepared statements".
 */
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient } from 'pg';

/** Statements whose text varies with what they carry stay below this for long; those beyond are planned each time. */
const MOST = 200;

/** The same pool, whose clients prepare what has parameters. One client is the same object each time it is lent. */
export function preparing(pool: Pool): PostgresPool {
  const names = new Map<string, string>();
  const clients = new WeakMap<PoolClient, PostgresPoolClient>();

  function nameOf(text: string): string | undefined {
    if (!names.has(text) && names.size < MOST) names.set(text, `ledger-${names.size + 1}`);
    return names.get(text);
  }

  function wrap(client: PoolClient): PostgresPoolClient {
    const query = (text: string, values: readonly unknown[]): Promise<unknown> => {
      const name = values.length > 0 ? nameOf(text) : undefined;
      return client.query({ text, values: [...values], ...(name !== undefined && { name }) });
    };
    return {
      query: query as PostgresPoolClient['query'],
      release: () => {
        client.release();
      },
    };
  }

  return {
    connect: async () => {
      const client = await pool.connect();
      const wrapped = clients.get(client) ?? wrap(client);
      clients.set(client, wrapped);
      return wrapped;
    },
    end: () => pool.end(),
  };
}
