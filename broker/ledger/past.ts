/** Reads the past of aggregates whose turns have Salesforce given everything again. */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import { withPast } from '../domain/past-records.ts';
import type { Past, PastEntry } from '../domain/past-records.ts';
import type { LedgerTables } from './database.ts';
import { faultText } from './drain.ts';
import type { DrainedAggregate } from './drain.ts';

async function journalOf(transaction: Transaction<LedgerTables>, aggregateId: string): Promise<readonly PastEntry[]> {
  const result = await sql<PastEntry>`
    select sequence, type, body, at from journal where aggregate_id = ${aggregateId} order by sequence`.execute(transaction);
  return result.rows;
}

async function exceptionsOf(transaction: Transaction<LedgerTables>, aggregateId: string): Promise<readonly ExceptionRecord[]> {
  const result = await sql<{ record: ExceptionRecord }>`
    select record from exception where aggregate_id = ${aggregateId} order by opened_at, id`.execute(transaction);
  return result.rows.map(({ record }) => record);
}

/** The turn with the records of what is past. What of it cannot be told is a bug, which costs the turn nothing else. */
export function withPastOf(turn: DrainedAggregate, past: Past): DrainedAggregate {
  try {
    return { ...turn, result: withPast(turn.id, turn.result, past) };
  } catch (error) {
    return { ...turn, fault: faultText(error) };
  }
}

/** The same turns, with the records of what is past where they ask for it. To be called before the turns are saved. */
export async function addPast(
  transaction: Transaction<LedgerTables>,
  turns: readonly DrainedAggregate[],
): Promise<readonly DrainedAggregate[]> {
  const complete: DrainedAggregate[] = [];
  for (const turn of turns) {
    if (turn.result.replayed !== true) complete.push(turn);
    else {
      const [journal, exceptions] = [await journalOf(transaction, turn.id), await exceptionsOf(transaction, turn.id)];
      complete.push(withPastOf(turn, { journal, exceptions }));
    }
  }
  return complete;
}
