import { describe, expect, test } from '@jest/globals';
import { makeCometdClient } from './cometd-client.ts';
import type { CometdClient, Reply } from './cometd-client.ts';

type Message = { readonly channel: string; readonly subscription?: string; readonly ext?: { readonly replay?: Record<string, number> } };

/** An org that gives its answers to connect one by one, and keeps what it was asked. */
function orgWith(connects: readonly (readonly Reply[])[]): { client: CometdClient; asked: Message[]; errors: unknown[] } {
  const [asked, errors, waiting]: [Message[], unknown[], (readonly Reply[])[]] = [[], [], [...connects]];
  const client = makeCometdClient({
    send: async (messages) => {
      const [message] = messages as readonly Message[];
      const { channel = '' } = message ?? {};
      if (message !== undefined) asked.push(message);
      if (channel === '/meta/connect') return waiting.shift() ?? new Promise(() => undefined);
      return [{ channel, successful: message?.subscription !== '/event/Secret__e', clientId: 'c1', error: '403::no access' }];
    },
    pause: async () => undefined,
    onError: (error) => errors.push(error),
  });
  return { client, asked, errors };
}

const event = (replayId: number): Reply => ({ channel: '/event/Signal__e', data: { event: { replayId } } });
const connected = { channel: '/meta/connect', successful: true };

describe('one connection for everybody on the page', () => {
  test('two listeners share a subscription, and both hear', async () => {
    const { client, asked } = orgWith([[event(7), connected]]);
    const heard: string[] = [];
    await client.subscribe('/event/Signal__e', -1, () => heard.push('a'));
    await client.subscribe('/event/Signal__e', -1, () => heard.push('b'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toEqual(['a', 'b']);
    expect(asked.filter(({ channel }) => channel === '/meta/subscribe')).toHaveLength(1);
  });

  test('after a lost connection it goes on behind the last event it had', async () => {
    const { client, asked, errors } = orgWith([[event(7), connected], [{ ...connected, successful: false, error: '403::Unknown client' }]]);
    await client.subscribe('/event/Signal__e', -1, () => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    expect(errors.map(String)).toEqual(['Error: 403::Unknown client']);
    expect(asked.filter(({ channel }) => channel === '/meta/subscribe').map(({ ext }) => ext?.replay)).toEqual([
      { '/event/Signal__e': -1 },
      { '/event/Signal__e': 7 },
    ]);
  });

  test('a refused channel is told to who asked for it', async () => {
    await expect(orgWith([]).client.subscribe('/event/Secret__e', -1, () => undefined)).rejects.toThrow('403::no access');
  });
});
