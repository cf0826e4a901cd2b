import { describe, expect, it } from '@jest/globals';
import type { OrderRequestType } from '../../../canonical/order-request.ts';
import type { SalesforceFailure } from '../failure.ts';
import type { RestCall, RestClient, RestResult } from '../rest-client.ts';
import { readAnnounced } from './read-announced.ts';
import type { Claimed } from './read-announced.ts';

const BROKEN: SalesforceFailure = { class: 'TRANSIENT', code: 'UNKNOWN_EXCEPTION', message: 'an unexpected error', status: 500 };
const REFUSED: SalesforceFailure = { class: 'REFUSED', code: 'MALFORMED_QUERY', message: 'no', status: 400 };
const COMMAND = { Payload__c: null, Reason__c: 'Changed their mind', Deadline__c: null, CreatedById: '005', Return__r: null };

/** An org that holds every command asked for and no order, and fails of the queries in which one of these names stands. */
function org(failing: Readonly<Record<string, SalesforceFailure>>): { rest: RestClient; calls: () => number } {
  let calls = 0;
  const call = ({ path }: RestCall): RestResult => {
    calls += 1;
    const soql = decodeURIComponent(path);
    const [failure] = Object.entries(failing).flatMap(([name, each]) => (soql.includes(name) ? [each] : []));
    if (failure) return { ok: false, failure };
    const keys = [...soql.matchAll(/'(cmd-\d+)'/g)].map(([, key]) => key);
    return { ok: true, status: 200, body: { records: keys.map((key) => ({ ...COMMAND, Idempotency_Key__c: key })) } };
  };
  const rest = { call: (request: RestCall) => Promise.resolve(call(request)) } as unknown as RestClient;
  return { rest, calls: () => calls };
}

function claimed(number: number, request?: OrderRequestType, attempts = 1): Claimed {
  const [orderKey, requestKey] = [`ORDER${1000 + number}`, `cmd-${1000 + number}`];
  return { orderKey, requestKey, dedupeKey: requestKey, attempts, ...(request && { request }) };
}

const hundred = (request?: OrderRequestType): Claimed[] => Array.from({ length: 100 }, (_, number) => claimed(number, request));

describe('what Salesforce announced', () => {
  it('is read although the query fails for the sake of one record, whose order is told', async () => {
    const { rest, calls } = org({ 'cmd-1042': REFUSED });
    const { completed, messages, failure } = await readAnnounced(rest, [...hundred('HOLD'), claimed(500)]);
    expect([completed.length, failure]).toEqual([101, undefined]);
    const told = messages.find(({ aggregateId }) => aggregateId === 'ORDER1042');
    expect(told?.message).toMatchObject({ type: 'request.unreadable', requestKey: 'cmd-1042', code: 'MALFORMED_QUERY' });
    expect(messages.filter(({ message }) => message.type === 'order.requested')).toHaveLength(99);
    expect(messages.find(({ aggregateId }) => aggregateId === 'ORDER1500')?.message).toMatchObject({ code: 'ORDER_NOT_FOUND' });
    expect(calls()).toBeLessThan(30);
  });

  it('is tried some times where the trouble may pass, while all others are read', async () => {
    const { rest } = org({ ORDER1042: BROKEN });
    const first = await readAnnounced(rest, hundred());
    expect([first.completed.length, first.failure]).toEqual([99, BROKEN]);
    const last = await readAnnounced(rest, [claimed(42, undefined, 5)]);
    expect(last.messages[0]?.message).toMatchObject({ type: 'order.unreadable', requestKey: 'cmd-1042', code: 'UNKNOWN_EXCEPTION' });
  });

  it.each([
    ['orders can be read and commands cannot', 'OB_Command__c', 100],
    ['nothing can be read', 'SELECT', 0],
  ])('is nobody’s fault while %s', async (_, name, read) => {
    const { rest, calls } = org({ [name]: REFUSED });
    const { completed, failure } = await readAnnounced(rest, [...hundred(), ...hundred('HOLD')]);
    expect([completed.filter(({ request }) => request === undefined).length, failure]).toEqual([read, REFUSED]);
    expect([completed.some(({ request }) => request), calls() <= 6]).toEqual([false, true]);
  });
});
