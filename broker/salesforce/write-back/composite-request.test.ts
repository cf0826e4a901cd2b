import { describe, expect, it } from '@jest/globals';
import type { DirtyRecord } from '../../engine/ledger.ts';
import { compositeBody, readComposite } from './composite-request.ts';
import type { WriteGroup } from './write-plan.ts';

const versioned = (path: string): string => `/services/data/v67.0${path}`;
const order = (externalId: string): DirtyRecord => ({
  object: 'OB_Order__c',
  externalId,
  aggregateId: externalId,
  fields: { External_Key__c: externalId, Status__c: 'Shipped' },
  version: 2,
  attempts: 0,
});
const entry: DirtyRecord = {
  object: 'OB_Timeline_Entry__c',
  externalId: 'A1/1',
  aggregateId: 'A1',
  fields: { Event_Key__c: 'A1/1', Order__r: { External_Key__c: 'A1' } },
  version: 2,
  attempts: 0,
};
const groups: WriteGroup[] = [
  { object: 'OB_Order__c', records: [order('A1'), order('A2')] },
  { object: 'OB_Timeline_Entry__c', records: [entry] },
];

describe('a composite write', () => {
  it('upserts collections by external id and a single record at its address', () => {
    expect(compositeBody(groups, 0, versioned)).toEqual({
      allOrNone: false,
      compositeRequest: [
        {
          method: 'PATCH',
          url: '/services/data/v67.0/composite/sobjects/OB_Order__c/External_Key__c',
          referenceId: 'part0',
          body: {
            allOrNone: false,
            records: ['A1', 'A2'].map((key) => ({
              attributes: { type: 'OB_Order__c' },
              External_Key__c: key,
              Status__c: 'Shipped',
              Last_Synced_At__c: '1970-01-01T00:00:00.000Z',
            })),
          },
        },
        {
          method: 'PATCH',
          url: '/services/data/v67.0/sobjects/OB_Timeline_Entry__c/Event_Key__c/A1%2F1',
          referenceId: 'part1',
          body: { Order__r: { External_Key__c: 'A1' } },
        },
      ],
    });
  });

  it('goes by success, not by the presence of an id', () => {
    const rolledBack = {
      id: 'a01',
      success: false,
      errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK', message: 'Record rolled back' }],
    };
    const body = {
      compositeResponse: [
        { httpStatusCode: 200, body: [{ id: 'a00', success: true, errors: [] }, rolledBack] },
        { httpStatusCode: 201, body: { id: 'a02', success: true, errors: [], created: true } },
      ],
    };
    const outcomes = readComposite(groups, body).flatMap((group) => group.outcomes);
    expect(outcomes.map(({ failure }) => failure?.class)).toEqual([undefined, 'ROLLED_BACK', undefined]);
  });

  it('reads the error of a single record and of a whole collection', () => {
    const body = {
      compositeResponse: [
        { httpStatusCode: 400, body: [{ errorCode: 'JSON_PARSER_ERROR', message: 'Cannot deserialize' }] },
        { httpStatusCode: 400, body: [{ errorCode: 'STRING_TOO_LONG', message: 'too large', fields: ['Summary__c'] }] },
      ],
    };
    const [orders, entries] = readComposite(groups, body);
    expect(orders?.outcomes).toMatchObject([{ whole: 'COLLECTION', failure: { class: 'REFUSED' } }, { whole: 'COLLECTION' }]);
    expect(entries?.outcomes).toMatchObject([{ failure: { code: 'STRING_TOO_LONG' }, fields: ['Summary__c'] }]);
    expect(entries?.outcomes[0]?.whole).toBeUndefined();
  });

  it.each([
    [undefined],
    ['<html>'],
    [{ compositeResponse: [] }],
    [{ compositeResponse: [{ httpStatusCode: 200, body: [{ success: true }] }] }],
  ])('leaves nothing for accepted when the answer does not fit: %j', (body) => {
    const [orders] = readComposite(groups, body);
    expect(orders?.outcomes.map(({ failure }) => failure?.code)).toEqual(['UNEXPECTED_ANSWER', 'UNEXPECTED_ANSWER']);
  });
});
