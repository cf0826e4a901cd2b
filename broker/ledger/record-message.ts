/** What an aggregate is told of one of its Salesforce records. */
import type { Message } from '../domain/message.ts';
import type { InboundMessage, RecordSettlement } from '../engine/ledger.ts';

/** Tells of a record that was refused, or taken again after that, at this version. */
export function recordMessage({ aggregateId, object, externalId, version, result, code, detail }: RecordSettlement): InboundMessage {
  const message: Message =
    result === 'ACCEPTED'
      ? { type: 'record.recovered', object, externalId }
      : { type: 'record.refused', object, externalId, code: code ?? 'UNKNOWN', message: detail ?? '' };
  const dedupeKey = [object, externalId, version, message.type, ...('code' in message ? [message.code] : [])].join(':');
  return { aggregateId, source: 'salesforce-record', dedupeKey, fingerprint: message.type, message };
}
