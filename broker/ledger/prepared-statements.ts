/**
 * The ledger's statements are few and come by the thousand, so each connection prepares them: PostgreSQL parses and plans
 * them once. Source: PostgreSQL documentation, "PREPARE", and node-postgres, "Prepared statements".
 */
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Client, Pool, PoolClient } from 'pg';
import { UNANSWERED } from './away.ts';

/** Statements whose text varies with what they carry stay below this for long; those beyond are planned each time. */
const MOST = 200;

/** Breaks a connection that does not answer. The pool replaces it; left in the pool, all that comes after would wait on it. */
function giveUp(client: PoolClient): void {
  (client as unknown as Client).end().catch(() => undefined);
}

/** The same pool, whose clients prepare what has parameters. One client is the same object each time it is lent. */
export function preparing(pool: Pool): PostgresPool {
  const names = new Map<string, string>();
  const clients = new WeakMap<PoolClient, PostgresPoolClient>();

  function nameOf(text: string): string | undefined {
    if (!names.has(text) && names.size < MOST) names.set(text, `ledger-${names.size + 1}`);
    return names.get(text);
  }

  function wrap(client: PoolClient): PostgresPoolClient {
    const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
      const name = values.length > 0 ? nameOf(text) : undefined;
      try {
        return await client.query({ text, values: [...values], ...(name !== undefined && { name }) });
      } catch (error) {
        if ((error as Error).message === UNANSWERED) giveUp(client);
        throw error;
      }
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
