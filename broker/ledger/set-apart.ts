/** Messages that cannot be taken: out of their order's way, kept with their fault, and taken again when a person says so. */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { LedgerTables } from './database.ts';
import { wordsOfSetApart } from './drain.ts';
import type { DrainedAggregate } from './drain.ts';
import { insertMessages } from './messages.ts';

/** Notes the faults, and tells the orders. */
export async function setApart(transaction: Transaction<LedgerTables>, turns: readonly DrainedAggregate[], now: number): Promise<void> {
  for (const { poisoned } of turns)
    if (poisoned) await sql`update inbox set fault = ${poisoned.fault} where id = ${poisoned.id}`.execute(transaction);
  await insertMessages(transaction, wordsOfSetApart(turns), now);
}

/** Puts back what a person has taken again: it waits at its old place, before what came later. */
export async function recall(transaction: Transaction<LedgerTables>, turns: readonly DrainedAggregate[]): Promise<void> {
  const recalled = turns.flatMap(({ result }) => result.recalled);
  if (recalled.length === 0) return;
  await sql`
    with back as (
      update inbox set fault = null where id = any(${recalled}::bigint[]) and fault is not null returning id, aggregate_id, received_at)
    insert into waiting_message select * from back`.execute(transaction);
}
