import { status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { eventOf, events, payloadOf, positionOf, startScriptedPubSub } from '../../../test/support/scripted-pub-sub.ts';
import type { Script, ScriptedPubSub } from '../../../test/support/scripted-pub-sub.ts';
import { subscribe } from '../../../test/support/subscription.ts';
import type { Subscription, SubscriptionOptions } from '../../../test/support/subscription.ts';
import { ReplayPreset } from './generated/pubsub.ts';

let server: ScriptedPubSub;
let subscriptions: Subscription[];

/** The streams opened next get these scripts, one each. */
function play(...scripts: readonly Script[]): void {
  server.scripts.push(...scripts);
}

function start(options: SubscriptionOptions = {}): Subscription {
  const subscription = subscribe(server.endpoint, options);
  subscriptions.push(subscription);
  return subscription;
}

beforeEach(async () => {
  subscriptions = [];
  server = await startScriptedPubSub();
});

afterEach(async () => {
  await Promise.all(subscriptions.map((subscription) => subscription.end()));
  server.close();
});

function until(condition: () => boolean, what: string): Promise<void> {
  return eventually(
    () => {
      if (!condition()) throw new Error(what);
    },
    { intervalMs: 2 },
  );
}

describe('the subscriber of a topic', () => {
  it('starts at the earliest kept event and commits reads with the position of the last of them', async () => {
    play((stream) => stream.send([eventOf(1), eventOf(2)]));
    const subscription = start();
    await until(() => subscription.batches.length === 1, 'a batch');
    expect(server.opened[0]?.request).toMatchObject({
      topicName: '/event/OB_Command_Requested__e',
      replayPreset: ReplayPreset.EARLIEST,
      numRequested: 100,
    });
    expect(subscription.reads()).toEqual(['A1001', 'A1002']);
    expect(Buffer.from(subscription.batches[0]?.checkpoint?.replayId ?? [])).toEqual(positionOf(2));
    expect(server.schemaCalls).toEqual(['known']);
    expect(await subscription.end()).toBe('stopped');
  });

  it('goes on after the stored position when the connection breaks, without losing or repeating the position', async () => {
    play(
      (stream) => {
        stream.send([eventOf(1)]);
        void until(() => subscription.batches.length === 1, 'a batch').then(() => stream.fail(status.UNAVAILABLE));
      },
      (stream) => stream.send([eventOf(2)]),
    );
    const subscription = start();
    await until(() => subscription.batches.length === 2, 'the second batch');
    expect(server.opened[1]?.request.replayPreset).toBe(ReplayPreset.CUSTOM);
    expect(server.opened[1]?.request.replayId).toEqual(positionOf(1));
  });

  it('reopens when the server closes the stream in peace', async () => {
    play((stream) => stream.end());
    start();
    await until(() => server.opened.length === 2, 'a second stream');
  });

  it('keeps the position a keepalive names, so that an idle topic does not age out', async () => {
    play((stream) => stream.send([], positionOf(7)));
    const subscription = start();
    await until(() => subscription.batches.length === 1, 'a keepalive');
    expect(Buffer.from(subscription.batches[0]?.checkpoint?.replayId ?? [])).toEqual(positionOf(7));
  });

  it('takes a keepalive without a position as a sign of life and nothing else', async () => {
    play((stream) => {
      stream.send([]);
      stream.send([eventOf(1)]);
    });
    const subscription = start();
    await until(() => subscription.reads().length === 1, 'the event after it');
    expect(subscription.batches).toHaveLength(1);
  });

  it('asks for more only after what came is committed', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    play((stream) => stream.send(events(60)));
    let offered = false;
    start({
      accept: async () => {
        offered = true;
        await held;
        return [];
      },
    });
    await until(() => offered, 'an offer to the ledger');
    expect(server.opened[0]?.later).toEqual([]);
    release();
    await until(() => server.opened[0]?.later.length === 1, 'more demand');
    expect(server.opened[0]?.later[0]).toMatchObject({ numRequested: 60, replayPreset: ReplayPreset.LATEST });
    expect(server.opened[0]?.later[0]?.replayId).toHaveLength(0);
  });

  it('asks for nothing while the broker has enough to do', async () => {
    let relieve: () => void = () => undefined;
    const relieved = new Promise<void>((resolve) => (relieve = resolve));
    play((stream) => stream.send(events(50)));
    const subscription = start({ relief: () => relieved });
    await until(() => subscription.batches.length === 1, 'a batch');
    expect(server.opened[0]?.later).toEqual([]);
    relieve();
    await until(() => server.opened[0]?.later.length === 1, 'more demand');
  });

  it('parks what cannot be understood with its bytes and goes on with its neighbours', async () => {
    const truncated = payloadOf('1002').subarray(0, 9);
    play((stream) =>
      stream.send([
        eventOf(1),
        eventOf(2, { payload: truncated }),
        eventOf(3, { schemaId: 'nobody knows\u0000' }),
        eventOf(4, { schemaId: 'garbage' }),
        eventOf(5),
      ]),
    );
    const subscription = start();
    await until(() => subscription.batches.length === 1, 'a batch');
    expect(subscription.reads()).toEqual(['A1001', 'A1005']);
    expect(subscription.parked()).toMatchObject([
      { eventId: 'uuid-2', code: 'UNDECODABLE', payload: truncated, replayId: positionOf(2) },
      { eventId: 'uuid-3', code: 'UNKNOWN_SCHEMA', schemaId: 'nobody knows?' },
      { eventId: 'uuid-4', code: 'UNKNOWN_SCHEMA' },
    ]);
    const { counts } = subscription;
    const of = (outcome: string): number => counts.get(`salesforce_events_total/${outcome}`) ?? 0;
    expect(of('received')).toBe(of('accepted') + of('parked'));
  });

  it('logs in again when its token is refused and resumes where it was', async () => {
    play(
      (stream) => stream.fail(status.UNAUTHENTICATED, 'service.auth.error'),
      (stream) => stream.send([eventOf(4)]),
    );
    const subscription = start();
    subscription.store(positionOf(3));
    await until(() => subscription.batches.length === 1, 'a batch');
    expect(server.opened.map(({ token }) => token)).toEqual(['token-1', 'token-2']);
  });

  it('never sends a refused position again, starts from the earliest event and says that some may be missing', async () => {
    const corrupted: Script = (stream) =>
      stream.request.replayPreset === ReplayPreset.CUSTOM
        ? stream.fail(status.INVALID_ARGUMENT, 'subscription.fetch.replayid.corrupted')
        : stream.fail(status.UNAVAILABLE);
    play(corrupted, corrupted, corrupted, (stream) => stream.send([eventOf(1)]));
    const subscription = start();
    subscription.store(Buffer.from('nonsense'));
    await until(() => subscription.batches.length === 1, 'a batch');
    expect(server.opened.filter(({ request }) => request.replayPreset === ReplayPreset.CUSTOM)).toHaveLength(1);
    expect(subscription.lost).toEqual(['lost']);
  });

  it('waits out a ledger that is away for a moment without giving up the stream', async () => {
    let failures = 2;
    play((stream) => stream.send([eventOf(1)]));
    const subscription = start({
      accept: async () => {
        failures -= 1;
        if (failures >= 0) throw new Error('connection terminated');
        return [];
      },
    });
    await until(() => subscription.batches.length === 1, 'a batch');
    expect(server.opened).toHaveLength(1);
  });

  it('takes the same events again when the ledger was away for long', async () => {
    let failures = 7;
    play(
      (stream) => stream.send([eventOf(1)]),
      (stream) => stream.send([eventOf(1)]),
    );
    const subscription = start({
      accept: async () => {
        failures -= 1;
        if (failures >= 0) throw new Error('connection terminated');
        return [];
      },
    });
    await until(() => subscription.batches.length === 1, 'a batch');
    expect(server.opened).toHaveLength(2);
  });

  it('stops when another process holds the lease', async () => {
    play((stream) => stream.send([eventOf(1)]));
    const subscription = start({ accept: async () => ({ fenced: true }) });
    expect(await subscription.running).toBe('fenced');
  });

  it('gives up a stream that has been silent too long', async () => {
    play(
      () => undefined,
      (stream) => stream.send([eventOf(1)]),
    );
    const subscription = start({ silence: { softMs: 50, hardMs: 100 } });
    await until(() => subscription.batches.length === 1, 'a batch on another stream');
  });
});
