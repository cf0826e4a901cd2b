/** Tells a ledger that cannot be reached from one that refuses what it is to keep. Source: PostgreSQL documentation, "Error Codes". */

/**
 * Node's codes of connections, and PostgreSQL's of the classes 08 (connection), 53 (resources) and 57P (shut down, starting up), of a
 * transaction that stood still (25P03), and of a server that takes no writes (25006): another is the primary by now, or soon.
 */
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|08\w{3}|53\w{3}|57P0\d|25P03|25006)$/;

/**
 * What node-postgres says, without a code, of connections that broke, do not answer, or were given up for that: a transaction is
 * rolled back over the connection it had, and fails of what the rollback says.
 */
const BROKEN =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (has encountered a connection error|was closed))/;

/** The words of node-postgres for a statement that was not answered in time. */
export const UNANSWERED = 'Query read timeout';

export function isLedgerAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (typeof code === 'string' && AWAY.test(code)) || BROKEN.test(error.message);
}

/** PostgreSQL's classes 22 (values), 23 (constraints) and 54 (limits): the same content is refused again. */
const REFUSED = /^(22|23|54)\w{3}$/;

export function isRefusedContent(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && REFUSED.test(code);
}
