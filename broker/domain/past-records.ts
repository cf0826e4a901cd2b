/**
 * What Salesforce should show of an order's past. Its state holds facts and no history, so its timeline is told again from the
 * journal, and its exceptions, those that are over included, are as the ledger keeps them.
 */
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import type { SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import type { OrderEvent } from './order-event.ts';
import { restoreState } from './order-state.ts';
import { projectException } from './project-exception.ts';
import { timelineEntry } from './timeline.ts';
import type { Sources } from './timeline-entry.ts';
import type { JournalEntry, TurnResult } from './turn.ts';

/** An entry of the journal and the time of its turn, epoch ms. */
export type PastEntry = JournalEntry & { readonly at: number };

/** All that the ledger keeps of an aggregate's past: its journal in its order, and its exceptions. */
export type Past = { readonly journal: readonly PastEntry[]; readonly exceptions: readonly ExceptionRecord[] };

/** What comes to be known with an event of where the news after it comes from. */
function sourcesAfter(sources: Sources, event: OrderEvent): Sources {
  if (event.type === 'OrderValidated') return { ...sources, route: event.route };
  if (event.type !== 'OrderAccepted') return sources;
  const { endpoint, nativeId } = event.document;
  return { ...sources, document: { endpoint, nativeId } };
}

/** The timeline as it was told. The journal holds no personal data, and no entry of the timeline needs any. */
function projectTimeline(orderKey: string, state: unknown, journal: readonly PastEntry[]): readonly SalesforceRecord[] {
  const { order } = restoreState(orderKey, state);
  let sources: Sources = order ? { order } : {};
  return journal.flatMap(({ sequence, type, body, at }) => {
    const event = { type, ...(body as object) } as OrderEvent;
    sources = sourcesAfter(sources, event);
    const entry = timelineEntry({ orderKey, sequence, ...sources }, event, at);
    return entry ? [entry.record] : [];
  });
}

function keyOf({ object, externalId }: SalesforceRecord): string {
  return `${object} ${externalId}`;
}

/** The result of a turn that has Salesforce given everything again, with what is past. What the turn itself says is newer. */
export function withPast(orderKey: string, result: TurnResult<unknown>, { journal, exceptions }: Past): TurnResult<unknown> {
  const told = new Set(result.records.map(keyOf));
  const past = [...exceptions.map((record) => projectException(record).record), ...projectTimeline(orderKey, result.state, journal)];
  return { ...result, records: [...past.filter((record) => !told.has(keyOf(record))), ...result.records] };
}
