import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { COMMAND_TRANSITIONS } from '../../canonical/lifecycle.ts';
import { afterProbe, afterSend, DOCUMENT_DIFFERS } from './command-policy.ts';
import type { CommandFacts } from './command-policy.ts';
import type { Failure, IdempotencyClass, Outcome, ProbeOutcome } from './outcome.ts';
import { failedProbeDelayMs, probeDelayMs, retryDelayMs } from './retry-schedule.ts';

const HOUR = 60 * 60_000;
const SENT = 1_000_000;

function facts(said: Partial<CommandFacts> = {}): CommandFacts {
  return {
    ...{ commandId: 'ORD1-C1', intent: 'CREATE_ORDER', attempts: 1, emptyProbes: 0, createdAt: SENT, sentAt: SENT, now: SENT + 100 },
    ...{ idempotency: 'E', settleMs: 10_000, random: 0.5, ...said },
  };
}

const failure = (kind: Failure['class'], said = {}): Failure => ({ class: kind, code: 'CODE', message: 'Words', ...said });
const found = (...documents: readonly (readonly [string, boolean])[]): ProbeOutcome => ({
  class: 'FOUND',
  documents: documents.map(([nativeId, matches]) => ({ nativeId, matches })),
});

describe('after a send', () => {
  test('an acknowledgement is the end', () => {
    expect(afterSend({ class: 'ACK', document: { nativeId: '7', nativeNumber: 'NO-7' } }, facts())).toEqual({
      state: 'ACKED',
      message: { type: 'command.acknowledged', commandId: 'ORD1-C1', document: { nativeId: '7', nativeNumber: 'NO-7' }, adopted: false },
    });
  });

  test('"done before" is adopted', () => {
    expect(afterSend({ class: 'ALREADY_DONE', document: { nativeId: '7' } }, facts())).toMatchObject({
      state: 'ACKED',
      message: { adopted: true },
    });
  });

  test('a refusal is a person’s turn', () => {
    expect(afterSend(failure('REJECT'), facts())).toMatchObject({ state: 'REJECTED', message: { type: 'command.rejected' } });
  });

  test('that finds something else under its key is parked for a person, and not taken for a refusal', () => {
    expect(afterSend(failure('REJECT', { code: DOCUMENT_DIFFERS }), facts())).toMatchObject({
      state: 'PARKED',
      message: { type: 'command.parked', code: DOCUMENT_DIFFERS },
    });
  });

  test('what was not executed is sent again, later and later, and never sooner than the endpoint stated', () => {
    expect(afterSend(failure('RETRY_SAFE'), facts({ attempts: 1 }))).toMatchObject({ state: 'RETRY_WAIT', dueAt: SENT + 100 + 200 });
    expect(afterSend(failure('RETRY_SAFE'), facts({ attempts: 4 }))).toMatchObject({ dueAt: SENT + 100 + 1600 });
    expect(afterSend(failure('RETRY_SAFE'), facts({ attempts: 99 }))).toMatchObject({ dueAt: SENT + 100 + 30_000 });
    expect(afterSend(failure('RETRY_SAFE', { retryAfterMs: 7000 }), facts())).toMatchObject({ dueAt: SENT + 100 + 7100 });
  });

  test('people hear of retries only after half a minute', () => {
    expect(afterSend(failure('RETRY_SAFE'), facts()).message).toBeUndefined();
    const late = afterSend(failure('RETRY_SAFE'), facts({ now: SENT + 30_000, attempts: 6 }));
    expect(late.message).toMatchObject({ type: 'command.retrying', attempts: 6, nextTryAt: late.dueAt });
  });

  test('after a day it is given up', () => {
    expect(afterSend(failure('RETRY_SAFE'), facts({ now: SENT + 24 * HOUR }))).toMatchObject({
      state: 'PARKED',
      message: { type: 'command.parked' },
    });
    expect(afterSend(failure('RETRY_SAFE', { retryAfterMs: 25 * HOUR }), facts())).toMatchObject({ state: 'PARKED' });
    expect(afterSend(failure('IN_DOUBT'), facts({ now: SENT + 24 * HOUR }))).toMatchObject({ state: 'PARKED' });
  });

  test.each(['LOCKED', 'CONFLICT'] as const)('%s waits shortly a few times, then like any other', (kind) => {
    expect(afterSend(failure(kind), facts())).toMatchObject({ state: 'RETRY_WAIT', dueAt: SENT + 100 + 150 });
    expect(afterSend(failure(kind), facts({ attempts: 6 }))).toMatchObject({ dueAt: SENT + 100 + 6400 });
  });

  test('a lock keeps to the time the endpoint stated', () => {
    expect(afterSend(failure('LOCKED', { retryAfterMs: 1000 }), facts())).toMatchObject({ dueAt: SENT + 100 + 1150 });
  });

  test('wrong credentials are told at once: waiting alone will not help', () => {
    expect(afterSend(failure('CONFIG'), facts())).toMatchObject({
      state: 'RETRY_WAIT',
      message: { type: 'command.retrying', misconfigured: true },
    });
  });

  test.each([
    ['A', 'RETRY_WAIT'],
    ['B', 'RETRY_WAIT'],
    ['C', 'RETRY_WAIT'],
    ['D', 'IN_DOUBT'],
    ['E', 'IN_DOUBT'],
  ] as const)('a lost answer of a class %s endpoint leads to %s', (idempotency, state) => {
    expect(afterSend(failure('IN_DOUBT'), facts({ idempotency }))).toMatchObject({ state });
  });

  test('a lost answer is looked into soon, and shown as being verified', () => {
    expect(afterSend(failure('IN_DOUBT'), facts({ now: SENT + 9000 }))).toMatchObject({
      ...{ dueAt: SENT + 9250, emptyProbes: 0 },
      message: { type: 'command.in_doubt', nextTryAt: SENT + 9250 },
    });
  });
});

describe('after a probe', () => {
  test('one document with what was sent is adopted', () => {
    expect(afterProbe(found(['7', true]), facts())).toMatchObject({
      state: 'ACKED',
      message: { adopted: true, document: { nativeId: '7' } },
    });
  });

  test('one document with something else is a person’s turn', () => {
    expect(afterProbe(found(['7', false]), facts())).toMatchObject({ state: 'PARKED', code: DOCUMENT_DIFFERS });
  });

  test('several documents with what was sent are duplicates, oldest first', () => {
    expect(afterProbe(found(['7', true], ['8', true]), facts())).toMatchObject({
      state: 'ACKED',
      message: { type: 'command.duplicated', documents: [{ nativeId: '7' }, { nativeId: '8' }] },
    });
  });

  test('several documents of which one is something else are not touched', () => {
    expect(afterProbe(found(['7', false], ['8', true]), facts())).toMatchObject({ state: 'PARKED', code: DOCUMENT_DIFFERS });
  });

  test.each([
    ['nothing', { class: 'NOT_FOUND' }],
    ['an empty list', found()],
  ] as const)('%s before the settle time proves nothing', (_, outcome) => {
    expect(afterProbe(outcome, facts({ now: SENT + 300 }))).toEqual({
      ...{ state: 'IN_DOUBT', dueAt: SENT + 800, emptyProbes: 1 },
      ...{ code: 'NOT_FOUND_YET', detail: 'The endpoint has nothing of it yet; it is asked again' },
    });
  });

  test('looks at the latest when the settle time is over', () => {
    expect(afterProbe({ class: 'NOT_FOUND' }, facts({ now: SENT + 9_900, emptyProbes: 5 }))).toMatchObject({ dueAt: SENT + 10_000 });
  });

  test('nothing after the settle time proves that it may be sent again', () => {
    expect(afterProbe({ class: 'NOT_FOUND' }, facts({ now: SENT + 10_000, emptyProbes: 6 }))).toMatchObject({
      ...{ state: 'RETRY_WAIT', dueAt: SENT + 10_000, emptyProbes: 0 },
      message: { type: 'command.retrying' },
    });
  });

  test('nothing proves nothing where the look began before the settle time was over', () => {
    const outcome = afterProbe({ class: 'NOT_FOUND' }, facts({ askedAt: SENT + 9_000, now: SENT + 12_000 }));
    expect(outcome).toMatchObject({ state: 'IN_DOUBT', dueAt: SENT + 12_000 });
  });

  test.each([
    ['a native key', { idempotency: 'A' }],
    ['an upsert', { idempotency: 'D' }],
    ['a hold, which twice is a hold', { intent: 'HOLD' }],
  ] as const)('%s need not wait for the settle time', (_, said) => {
    expect(afterProbe({ class: 'NOT_FOUND' }, facts(said))).toMatchObject({ state: 'RETRY_WAIT', dueAt: SENT + 100 });
  });

  test('what is half done is sent again at once, so that it is finished', () => {
    const step = afterProbe({ class: 'UNFINISHED' }, facts({ emptyProbes: 2 }));
    expect(step).toMatchObject({ state: 'RETRY_WAIT', dueAt: SENT + 100, code: 'UNFINISHED', emptyProbes: 0 });
  });

  test.each(['RETRY_SAFE', 'LOCKED', 'IN_DOUBT', 'CONFLICT', 'CONFIG'] as const)('a look that fails with %s is repeated', (kind) => {
    expect(afterProbe(failure(kind), facts({ emptyProbes: 2 }))).toMatchObject({ state: 'IN_DOUBT', emptyProbes: 2, dueAt: SENT + 350 });
  });

  test('a look that is refused is a person’s turn', () => {
    expect(afterProbe(failure('REJECT'), facts())).toMatchObject({ state: 'PARKED', code: 'CODE' });
  });

  test('a look that waits long is told', () => {
    expect(afterProbe(failure('RETRY_SAFE', { retryAfterMs: 6000 }), facts())).toMatchObject({
      dueAt: SENT + 6100,
      message: { type: 'command.in_doubt' },
    });
  });

  test('an acknowledgement that comes to a look is one', () => {
    expect(afterProbe({ class: 'ACK', document: { nativeId: '7' } }, facts())).toMatchObject({
      state: 'ACKED',
      message: { adopted: true },
    });
    expect(afterProbe({ class: 'ALREADY_DONE', document: { nativeId: '7' } }, facts())).toMatchObject({ state: 'ACKED' });
  });
});

describe('always', () => {
  const someFacts = fc.record({
    attempts: fc.integer({ min: 1, max: 1000 }),
    emptyProbes: fc.integer({ min: 0, max: 1000 }),
    now: fc.integer({ min: SENT, max: SENT + 48 * HOUR }),
    idempotency: fc.constantFrom<IdempotencyClass>('A', 'B', 'C', 'D', 'E'),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  });
  const document = fc.record({ nativeId: fc.string({ minLength: 1 }) });
  const failures = fc.record({
    class: fc.constantFrom('RETRY_SAFE', 'LOCKED', 'IN_DOUBT', 'CONFLICT', 'REJECT', 'CONFIG'),
    code: fc.string(),
    message: fc.string(),
    retryAfterMs: fc.integer({ min: 0, max: 50 * HOUR }),
  }) as fc.Arbitrary<Failure>;
  const outcomes: fc.Arbitrary<Outcome> = fc.oneof(
    failures,
    fc.record({ class: fc.constantFrom('ACK' as const, 'ALREADY_DONE' as const), document }),
  );
  const probes: fc.Arbitrary<ProbeOutcome> = fc.oneof(
    failures,
    fc.constant({ class: 'NOT_FOUND' as const }),
    fc.constant({ class: 'UNFINISHED' as const }),
    fc.record({
      class: fc.constant('FOUND' as const),
      documents: fc.array(fc.record({ nativeId: fc.string({ minLength: 1 }), matches: fc.boolean() })),
    }),
  );

  test('the next state is one the command table allows, and a waiting command has a time', () => {
    fc.assert(
      fc.property(outcomes, probes, someFacts, (outcome, probe, said) => {
        const sent = afterSend(outcome, facts(said));
        const probed = afterProbe(probe, facts(said));
        // A parked send passes through RETRY_WAIT or IN_DOUBT, whose age it has reached.
        if (sent.state !== 'PARKED') expect(COMMAND_TRANSITIONS.SENT).toContain(sent.state);
        expect(COMMAND_TRANSITIONS.PROBING).toContain(probed.state);
        for (const step of [sent, probed]) {
          expect(step.dueAt !== undefined).toBe(step.state === 'RETRY_WAIT' || step.state === 'IN_DOUBT');
          expect(step.dueAt ?? Infinity).toBeGreaterThanOrEqual(facts(said).now);
        }
      }),
    );
  });

  test('an endpoint that can only be searched is never sent a create again before it was found empty after the settle time', () => {
    fc.assert(
      fc.property(outcomes, probes, someFacts, (outcome, probe, said) => {
        const own = facts({ ...said, idempotency: 'E' });
        if (outcome.class === 'IN_DOUBT') expect(afterSend(outcome, own).state).not.toBe('RETRY_WAIT');
        // What is half done is not made anew by the send that finishes it.
        if (probe.class !== 'UNFINISHED' && afterProbe(probe, own).state === 'RETRY_WAIT')
          expect(own.now).toBeGreaterThanOrEqual(own.sentAt + own.settleMs);
      }),
    );
  });

  test('waits are bounded and whole milliseconds', () => {
    fc.assert(
      fc.property(someFacts, (said) => {
        for (const delay of [retryDelayMs(said), probeDelayMs(said.emptyProbes), failedProbeDelayMs(said.now - SENT)]) {
          expect(delay).toBeGreaterThanOrEqual(0);
          expect(delay).toBeLessThanOrEqual(60_000);
          expect(Number.isInteger(delay)).toBe(true);
        }
      }),
    );
  });
});
