import { makeIntents, makeSender } from 'c/obIntent';
import { makeKept } from 'c/obKept';

function intents(stored = new Map()) {
  let made = stored.size;
  const storage = { getItem: (name) => stored.get(name) ?? null, setItem: (name, text) => stored.set(name, text) };
  const clock = { at: 0 };
  const kept = makeKept({ storage: () => storage, userId: '005A', now: () => clock.at });
  return { ...makeIntents({ newKey: () => `key-${(made += 1)}`, digest: async (text) => `#${text.length}${text}`, kept }), clock, stored };
}

describe('an intent', () => {
  it('keeps its key for every attempt at the same', async () => {
    const { keyFor } = intents();
    expect(await Promise.all([keyFor('hold:1', { reason: 'x' }), keyFor('hold:1', { reason: 'x' })])).toEqual(['key-1', 'key-1']);
  });

  it('keeps its key when the page is loaded again', async () => {
    const { keyFor, stored } = intents();
    await keyFor('hold:1', {});
    expect(await intents(stored).keyFor('hold:1', {})).toBe('key-1');
  });

  it('has a key of its own for each action, each record and each wish', async () => {
    const { keyFor } = intents();
    const keys = await Promise.all([keyFor('hold:1', {}), keyFor('hold:2', {}), keyFor('cancel:1', {}), keyFor('hold:1', { reason: 'y' })]);
    expect(new Set(keys).size).toBe(4);
    expect(await keyFor('hold:1', {})).toBe('key-1');
  });

  it('is a new one after it was taken, and no other with it', async () => {
    const { keyFor, done } = intents();
    await keyFor('hold:1', {});
    await keyFor('hold:2', {});
    await done('hold:1', {});
    expect([await keyFor('hold:1', {}), await keyFor('hold:2', {})]).toEqual(['key-3', 'key-2']);
  });

  it('is a new one once nobody waits for the answer any more', async () => {
    const { keyFor, clock } = intents();
    await keyFor('hold:1', {});
    clock.at = 600_001;
    expect(await keyFor('hold:1', {})).toBe('key-2');
  });
});

describe('a sender', () => {
  const wish = { subject: 'hold:1', content: { reason: 'x' } };

  it('sends a double click once', async () => {
    const send = makeSender(intents());
    const call = jest.fn(async ({ idempotencyKey }) => idempotencyKey);
    const both = await Promise.all([send(wish, call), send(wish, call)]);
    expect(both).toEqual([{ answer: 'key-1' }, undefined]);
    expect(call).toHaveBeenCalledTimes(1);
  });

  it('sends the same wish under the same key after a failure, and a new one after success', async () => {
    const send = makeSender(intents());
    const call = jest.fn(async () => 'ok').mockRejectedValueOnce(new Error('lost'));
    expect(await send(wish, call)).toEqual({ error: new Error('lost') });
    await send(wish, call);
    await send(wish, call);
    expect(call.mock.calls.map(([request]) => request)).toEqual([
      { reason: 'x', idempotencyKey: 'key-1' },
      { reason: 'x', idempotencyKey: 'key-1' },
      { reason: 'x', idempotencyKey: 'key-2' },
    ]);
  });

  it('shares its keys with the sender of the next dialogue, and says the same wish in other words', async () => {
    const shared = intents();
    const call = jest.fn(async () => 'ok').mockRejectedValueOnce(new Error('lost'));
    await makeSender(shared)({ ...wish, wish: {} }, call);
    await makeSender(shared)({ ...wish, content: { reason: 'y' }, wish: {} }, call);
    expect(call.mock.calls.map(([{ idempotencyKey }]) => idempotencyKey)).toEqual(['key-1', 'key-1']);
  });
});
