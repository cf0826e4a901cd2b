/** What an aggregate is told of one of its Salesforce records. */
import type { Message } from '../domain/message.ts';
import type { InboundMessage } from '../engine/ledger.ts';

export type RecordNews = {
  readonly aggregateId: string;
  readonly object: string;
  readonly externalId: string;
  readonly version: number;
  readonly refused: boolean;
  readonly code: string | null | undefined;
  readonly detail: string | null | undefined;
};

/** Tells of a record that was refused, or taken again after that, at this version. */
export function recordMessage({ aggregateId, object, externalId, version, refused, code, detail }: RecordNews): InboundMessage {
  const message: Message = refused
    ? { type: 'record.refused', object, externalId, code: code ?? 'UNKNOWN', message: detail ?? '' }
    : { type: 'record.recovered', object, externalId };
  const dedupeKey = `${object}:${externalId}:${version}:${message.type}`;
  return { aggregateId, source: 'salesforce-record', dedupeKey, fingerprint: message.type, message };
}
