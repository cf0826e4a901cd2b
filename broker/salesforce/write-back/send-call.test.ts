import { expect, it } from '@jest/globals';
import { makeVirtualClock } from '../../../test/simulation/virtual-clock.ts';
import type { DirtyRecord, RecordSettlement } from '../../engine/ledger.ts';
import type { SalesforceFailure } from '../failure.ts';
import { failureOf } from '../rest-client.ts';
import type { RestCall, RestClient } from '../rest-client.ts';
import { makeSendCall } from './send-call.ts';
import { planCalls } from './write-plan.ts';

const BAD = 'A7';

function order(externalId: string): DirtyRecord {
  return { object: 'OB_Order__c', externalId, aggregateId: externalId, fields: { Status__c: 'Shipped' }, version: 2, attempts: 0 };
}

/** Sends twenty orders to an org that answers each call over the bad one like this. */
async function sendTo(refusal: SalesforceFailure) {
  const settled: RecordSettlement[] = [];
  const closed: string[] = [];
  const logged: string[] = [];
  const answer = ({ body }: RestCall): unknown => {
    const { compositeRequest: parts } = body as { compositeRequest: { body: { records?: unknown[] } }[] };
    return {
      compositeResponse: parts.map((part) => ({ httpStatusCode: 200, body: (part.body.records ?? []).map(() => ({ success: true })) })),
    };
  };
  const rest: RestClient = {
    versioned: (path) => path,
    call: (call) =>
      Promise.resolve(
        JSON.stringify(call.body).includes(`${BAD}"`) || JSON.stringify(call.body).includes(`/${BAD}`)
          ? { ok: false, failure: refusal }
          : { ok: true, status: 200, body: answer(call) },
      ),
    close: () => Promise.resolve(),
  };
  const note = (event: string): void => void logged.push(event);
  const send = makeSendCall({
    ledger: { settleRecords: (settlements) => Promise.resolve((settled.push(...settlements), [])) },
    ...{ rest, clock: makeVirtualClock(0), random: () => 1, log: { info: note, warn: note, error: note } },
    metrics: { count: () => undefined, observe: () => undefined, gauge: () => undefined },
    traces: { step: () => undefined },
    lane: { waitMs: () => 0, opened: () => undefined, closed: ({ code }) => closed.push(code) },
    ...{ reach: () => undefined, wake: () => undefined },
  });
  const [call] = planCalls(
    Array.from({ length: 20 }, (_, index) => order(`A${index}`)),
    1,
  );
  if (call) await send(call);
  return { settled, closed, logged };
}

const MALFORMED = [{ errorCode: 'JSON_PARSER_ERROR', message: 'Unexpected character' }];

it('writes the neighbours of a record over which Salesforce refuses the call, and has its order told', async () => {
  const { settled, closed, logged } = await sendTo(failureOf(400, MALFORMED));
  expect(settled.filter(({ result }) => result !== 'ACCEPTED')).toMatchObject([
    { externalId: BAD, result: 'REFUSED', code: 'JSON_PARSER_ERROR' },
  ]);
  expect([settled.length, closed, logged.includes('salesforce.write_refused')]).toEqual([20, [], true]);
});

it.each([
  ['is too busy', failureOf(503, undefined)],
  ['has no such address', failureOf(404, [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }])],
  ['is behind a gateway that lets nothing through', failureOf(400, '<html>')],
])('waits, and takes no record for the cause, while Salesforce %s', async (_, failure) => {
  const { settled, closed } = await sendTo(failure);
  expect([settled, closed]).toEqual([[], [failure.code]]);
});
