/** The command ledger: who holds which command, what became of it, and what is due. */
import { sql } from 'kysely';
import type { OutboundCommand } from '../../canonical/command.ts';
import type { ClaimedCommand, CommandSettlement, Ledger, ScheduledCommand } from '../engine/ledger.ts';
import type { LedgerDatabase } from './database.ts';
import { arrival, messageRows } from './messages.ts';

/** A wake-up may come this much early: clocks of the queue and of this process differ a little. */
const EARLY_MS = 100;

type ClaimRow = {
  command: OutboundCommand;
  state: string;
  token: number;
  attempts: number;
  sent_at: number | null;
  created_at: number;
  empty_probes: number;
};

type DueRow = { id: string; endpoint: string; priority: number; token: number; due_at: number };

function toClaim(row: ClaimRow): ClaimedCommand {
  return {
    command: row.command,
    mode: row.state === 'SENT' ? 'SEND' : 'PROBE',
    token: row.token,
    attempts: row.attempts,
    ...(row.sent_at === null ? {} : { sentAt: row.sent_at }),
    createdAt: row.created_at,
    emptyProbes: row.empty_probes,
  };
}

function toScheduled(row: DueRow): ScheduledCommand {
  return { commandId: row.id, endpoint: row.endpoint, priority: row.priority, token: row.token, dueAt: row.due_at };
}

/** Claims in id order and skips what another process holds, so that claimers neither wait nor deadlock. */
async function claim(
  database: LedgerDatabase,
  commandIds: readonly string[],
  lease: { owner: string; now: number; until: number },
): Promise<readonly ClaimedCommand[]> {
  const result = await sql<ClaimRow>`
    with picked as (
      select id, state from command
      where id = any(${commandIds}::text[]) and state in ('PENDING', 'RETRY_WAIT', 'IN_DOUBT') and due_at <= ${lease.now + EARLY_MS}
      order by id for update skip locked)
    update command set
      state = case when picked.state = 'IN_DOUBT' then 'PROBING' else 'SENT' end,
      attempts = attempts + case when picked.state = 'IN_DOUBT' then 0 else 1 end,
      empty_probes = case when picked.state = 'IN_DOUBT' then empty_probes else 0 end,
      sent_at = case when picked.state = 'IN_DOUBT' then sent_at else ${lease.now}::bigint end,
      owner = ${lease.owner}, token = token + 1, lease_until = ${lease.until}
    from picked where command.id = picked.id
    returning command.command, command.state, token, attempts, sent_at, created_at, empty_probes`.execute(database);
  return result.rows.map(toClaim);
}

/** One statement, and so all or nothing. Locks in id order, as renewals do: two that share commands wait instead of deadlocking. */
async function settle(database: LedgerDatabase, settlements: readonly CommandSettlement[], now: number): Promise<readonly boolean[]> {
  if (settlements.length === 0) return [];
  const ids = settlements.map((item) => item.commandId);
  const news = settlements.flatMap((item) => (item.message ? [{ commandId: item.commandId, message: item.message }] : []));
  const told = sql`${messageRows(news.map(({ message }) => message))}
    join unnest(${news.map(({ commandId }) => commandId)}::text[]) with ordinality as told (command_id, position) using (position)
    join settled on settled.id = told.command_id`;
  const result = await sql<{ id: string }>`
    with locked as (select id from command where id = any(${ids}::text[]) order by id for update),
    settled as (
      update command set
        state = change.state, due_at = coalesce(change.due_at, command.due_at), code = change.code, detail = change.detail,
        empty_probes = coalesce(change.empty_probes, command.empty_probes), sent_at = coalesce(change.sent_at, command.sent_at),
        owner = null, lease_until = null,
        settled_at = case when change.state in ('ACKED', 'REJECTED', 'PARKED', 'DUPLICATE') then ${now}::bigint end
      from locked join unnest(
        ${ids}::text[], ${settlements.map((item) => item.token)}::bigint[],
        ${settlements.map((item) => item.state)}::text[], ${settlements.map((item) => item.dueAt ?? null)}::bigint[],
        ${settlements.map((item) => item.code ?? null)}::text[], ${settlements.map((item) => item.detail ?? null)}::text[],
        ${settlements.map((item) => item.emptyProbes ?? null)}::integer[], ${settlements.map((item) => item.sentAt ?? null)}::bigint[]
      ) as change (id, token, state, due_at, code, detail, empty_probes, sent_at) using (id)
      where command.id = locked.id and command.token = change.token and command.state in ('SENT', 'PROBING')
      returning command.id),
    ${arrival(told, now)}
    select id from settled`.execute(database);
  const settled = new Set(result.rows.map((row) => row.id));
  return ids.map((id) => settled.has(id));
}

/**
 * A holder that vanished may have sent: its command is in doubt. It may have begun the send as late as its lease
 * allowed, so the settle time counts from there.
 */
async function doubtAbandoned(database: LedgerDatabase, now: number): Promise<void> {
  await sql`
    with lapsed as (
      select id from command where state in ('SENT', 'PROBING') and lease_until < ${now} order by id for update skip locked)
    update command set
      sent_at = case when state = 'SENT' then lease_until else sent_at end,
      state = 'IN_DOUBT', token = token + 1, owner = null, lease_until = null, due_at = ${now}, code = 'HOLDER_VANISHED', detail = null
    from lapsed where command.id = lapsed.id`.execute(database);
}

/** The command part of the ledger. */
export function makeCommands(
  database: LedgerDatabase,
  now: () => number,
): Pick<Ledger, 'claimCommands' | 'renewCommands' | 'settleCommands' | 'dueCommands'> {
  return {
    claimCommands: (commandIds, owner, at, leaseMs) => claim(database, commandIds, { owner, now: at, until: at + leaseMs }),
    renewCommands: async (claims, leaseUntil) => {
      const result = await sql<{ id: string }>`
        with held as (
          select command.id from command
          join unnest(${claims.map((item) => item.commandId)}::text[], ${claims.map((item) => item.token)}::bigint[]) as claim (id, token)
            on command.id = claim.id and command.token = claim.token
          where state in ('SENT', 'PROBING') order by command.id for update of command)
        update command set lease_until = ${leaseUntil} from held where command.id = held.id returning command.id`.execute(database);
      return result.rows.map((row) => row.id);
    },
    settleCommands: (settlements) => settle(database, settlements, now()),
    dueCommands: async (at, limitPerEndpoint) => {
      await doubtAbandoned(database, at);
      // From one endpoint to the next in the index: `distinct` would read every command that waits, each second.
      const result = await sql<DueRow>`
        with recursive lane (endpoint) as (
          (select min(endpoint) from command where state in ('PENDING', 'RETRY_WAIT', 'IN_DOUBT'))
          union all
          select (select min(endpoint) from command where state in ('PENDING', 'RETRY_WAIT', 'IN_DOUBT') and endpoint > lane.endpoint)
          from lane where endpoint is not null)
        select due.* from lane
        cross join lateral (
          select id, endpoint, priority, token, due_at from command
          where endpoint = lane.endpoint and state in ('PENDING', 'RETRY_WAIT', 'IN_DOUBT') and due_at <= ${at}
          order by priority, due_at limit ${limitPerEndpoint}) as due`.execute(database);
      return result.rows.map(toScheduled);
    },
  };
}
