import { describe, expect, it } from '@jest/globals';
import { readCommandRequested } from './command-requested.ts';

const event = { Order_Key__c: 'A1001', Command_Key__c: 'cmd-1', Type__c: 'SUBMIT', Schema_Version__c: 1 };

describe('a requested command', () => {
  it('becomes a read of its order, known by the key of the command', () => {
    expect(readCommandRequested(event)).toEqual({ kind: 'read', read: { orderKey: 'A1001', requestKey: 'cmd-1', dedupeKey: 'cmd-1' } });
  });

  it.each(['CANCEL', 'HOLD', 'RELEASE_HOLD', 'CHANGE_ADDRESS', 'RETURN', 'CANCEL_RETURN', 'RETRY', 'ACKNOWLEDGE', 'REPLAY'])(
    'of type %s says so, because its content is in the command',
    (type) => {
      expect(readCommandRequested({ ...event, Type__c: type })).toMatchObject({ kind: 'read', read: { request: type } });
    },
  );

  it('may leave out its schema version', () => {
    expect(readCommandRequested({ ...event, Schema_Version__c: null })).toMatchObject({ kind: 'read' });
  });

  it.each([
    [{ Type__c: 'FROBNICATE' }, 'UNKNOWN_COMMAND_TYPE'],
    [{ Type__c: null }, 'INVALID_COMMAND'],
    [{ Schema_Version__c: 2 }, 'UNKNOWN_SCHEMA_VERSION'],
    [{ Schema_Version__c: 'x' }, 'INVALID_COMMAND'],
    [{ Order_Key__c: null }, 'INVALID_COMMAND'],
    [{ Order_Key__c: "A1') OR Id != null" }, 'INVALID_COMMAND'],
    [{ Command_Key__c: '' }, 'INVALID_COMMAND'],
    [{ Command_Key__c: 'a\u0000b' }, 'INVALID_COMMAND'],
    [{ Command_Key__c: 'k'.repeat(65) }, 'INVALID_COMMAND'],
  ])('%j is unreadable: %s', (change, code) => {
    expect(readCommandRequested({ ...event, ...change })).toMatchObject({ kind: 'unreadable', code });
  });
});
