import { describe, expect, it } from '@jest/globals';
import { MAX_URI_BYTES } from '../query.ts';
import { commandMessage } from './command-mapping.ts';
import { COMMANDS_PER_QUERY, commandsPath } from './command-query.ts';

const record = {
  Idempotency_Key__c: 'k1',
  Type__c: 'CANCEL',
  Payload__c: '{"lines":[{"lineKey":10,"quantity":2}]}',
  Reason__c: 'Changed their mind',
  Deadline__c: '2026-11-27T10:00:00.000+0000',
  CreatedById: '005000000000001AAA',
  Return__r: null,
};

describe('a command read from Salesforce', () => {
  it('becomes a request, with who asks and until when', () => {
    expect(commandMessage('k1', 'CANCEL', record)).toEqual({
      ...{ type: 'order.requested', requestKey: 'k1', via: 'salesforce', by: 'salesforce:005000000000001AAA' },
      deadline: Date.UTC(2026, 10, 27, 10),
      request: { type: 'CANCEL', lines: [{ lineKey: 10, quantity: 2 }], reason: 'Changed their mind' },
    });
  });

  it('needs no payload where everything stands in fields of its own', () => {
    const back = { ...record, Payload__c: null, Deadline__c: null, Return__r: { External_Key__c: 'RET1' }, Reason__c: 'x'.repeat(255) };
    expect(commandMessage('k1', 'CANCEL_RETURN', back)).toMatchObject({ request: { returnKey: 'RET1', reason: 'x'.repeat(120) } });
    expect(commandMessage('k1', 'CANCEL', back)).toMatchObject({ request: { type: 'CANCEL' } });
  });

  it('is of the type the event and the record say, whatever its payload says', () => {
    const sly = { ...record, Payload__c: '{"type":"REPLAY"}' };
    expect(commandMessage('k1', 'CANCEL', sly)).toMatchObject({ request: { type: 'CANCEL' } });
  });

  it.each<[string, object | undefined, string]>([
    ['is gone', undefined, 'COMMAND_NOT_FOUND'],
    ['has a payload that is no JSON', { Payload__c: '{' }, 'INVALID_REQUEST'],
    ['has a payload that is a list', { Payload__c: '[]' }, 'INVALID_REQUEST'],
    ['asks for nothing', { Payload__c: '{"lines":[]}' }, 'INVALID_REQUEST'],
    ['has a quantity that is none', { Payload__c: '{"lines":[{"lineKey":10,"quantity":-1}]}' }, 'INVALID_REQUEST'],
    ['gives no reason', { Reason__c: null }, 'INVALID_REQUEST'],
    ['has a field nobody knows', { Payload__c: '{"force":true}' }, 'INVALID_REQUEST'],
  ])('that %s is answered with what is wrong', (_what, change, code) => {
    const message = commandMessage('k1', 'CANCEL', change && { ...record, ...change });
    expect(message).toMatchObject({ type: 'request.unreadable', requestKey: 'k1', request: 'CANCEL', code });
  });

  it('is asked for with 49 others in a line the platform takes', () => {
    const keys = Array.from({ length: COMMANDS_PER_QUERY }, () => '%'.repeat(64));
    expect(Buffer.byteLength(commandsPath(keys))).toBeLessThan(MAX_URI_BYTES);
  });
});
