/** Append-only record of every committed write, for audits that must not take the broker's word. */
import type { OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { CommittedTransaction, RecordChange } from '../storage/transaction.ts';

export type Effect = {
  /** 1, 2, 3, … without gaps. */
  readonly sequence: number;
  readonly object: string;
  readonly id: string;
  /** Value of the object's first external-id field, null when it has none. */
  readonly externalId: string | null;
  readonly type: RecordChange['type'];
  /** `Status_Version__c` after the write, null where the object has none. */
  readonly version: number | null;
  /** Ms since the epoch, on the org's clock. */
  readonly at: number;
  readonly origin: string;
  readonly userId: string;
  readonly transactionKey: string;
};

export type EffectPage = { readonly effects: readonly Effect[]; readonly next: number; readonly total: number };

export type EffectLog = {
  readonly record: (transaction: CommittedTransaction) => void;
  /** Effects after a sequence number, oldest first. */
  readonly after: (sequence: number, limit: number, object?: string) => EffectPage;
};

export function makeEffectLog(metadata: OrgMetadata): EffectLog {
  const effects: Effect[] = [];
  const keys = new Map([...metadata.objects.values()].map((object) => [object.name, externalIdField(object)]));

  const toEffect = (change: RecordChange, { committedAt, changeOrigin, userId, transactionKey }: CommittedTransaction): Effect => {
    const record = change.after ?? change.before ?? {};
    const key = keys.get(change.object);
    const externalId = key === undefined ? null : (record[key] ?? null);
    const version = record['Status_Version__c'];
    return {
      sequence: effects.length + 1,
      object: change.object,
      id: change.id,
      externalId: externalId === null ? null : String(externalId),
      type: change.type,
      version: typeof version === 'number' ? version : null,
      at: committedAt,
      origin: changeOrigin,
      userId,
      transactionKey,
    };
  };

  return {
    record: (transaction) => {
      for (const change of transaction.changes) effects.push(toEffect(change, transaction));
    },
    after: (sequence, limit, object) => {
      const found: Effect[] = [];
      let next = sequence;
      for (let index = sequence; index < effects.length && found.length < limit; index += 1) {
        const effect = effects[index];
        next = index + 1;
        if (effect !== undefined && (object === undefined || effect.object === object)) found.push(effect);
      }
      return { effects: found, next, total: effects.length };
    },
  };
}

function externalIdField(object: OrgObject): string | undefined {
  return object.fields.find((field) => field.externalId)?.name;
}
