import { describe, expect, it } from '@jest/globals';
import type { RestCall, RestClient, RestResult } from './rest-client.ts';
import { runVitalSigns } from './vital-signs.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const unmeasured = { count: () => undefined, observe: () => undefined, gauge: () => undefined };
const LIMITS = {
  DailyApiRequests: { Max: 100_000, Remaining: 60_000 },
  DailyDeliveredPlatformEvents: { Max: 25_000, Remaining: 24_900 },
};

/** What one beat writes into the org, when it answers a question for its limits so. */
async function beatOnce(limits: RestResult): Promise<unknown> {
  const calls: RestCall[] = [];
  const stop = new AbortController();
  const rest: RestClient = {
    call: (request) => {
      calls.push(request);
      return Promise.resolve(request.path === '/limits' ? limits : { ok: true, status: 204, body: undefined });
    },
    versioned: (path) => path,
    close: () => Promise.resolve(),
  };
  await runVitalSigns(
    {
      rest,
      clock: {
        now: () => Date.parse('2026-11-21T10:00:00Z'),
        sleep: () => {
          stop.abort();
          return Promise.resolve();
        },
        after: () => () => undefined,
      },
      log: silent,
      metrics: unmeasured,
      key: 'broker',
      status: () => Promise.resolve({ role: 'all', version: '1.0.0', lagSeconds: 3 }),
      stretch: () => 1,
    },
    stop.signal,
  );
  return calls.find(({ method }) => method === 'PATCH')?.body;
}

describe('the status record in Salesforce', () => {
  it('tells lag and what is left of the allowances', async () => {
    expect(await beatOnce({ ok: true, status: 200, body: LIMITS })).toEqual({
      Last_Heartbeat_At__c: '2026-11-21T10:00:00.000Z',
      ...{ Role__c: 'all', Version__c: '1.0.0', Lag_Seconds__c: 3 },
      ...{ API_Calls_Used__c: 40_000, API_Calls_Allowed__c: 100_000, Event_Deliveries_Used__c: 100, Event_Deliveries_Allowed__c: 25_000 },
    });
  });

  it('keeps what it told of the allowances when it cannot measure them', async () => {
    const failure = { class: 'TRANSIENT', code: 'TIMEOUT', message: 'no answer' } as unknown as Extract<
      RestResult,
      { ok: false }
    >['failure'];
    expect(await beatOnce({ ok: false, failure })).toEqual({
      Last_Heartbeat_At__c: '2026-11-21T10:00:00.000Z',
      ...{ Role__c: 'all', Version__c: '1.0.0', Lag_Seconds__c: 3 },
    });
  });
});
