import { makeIntents, makeSender } from 'c/obIntent';

function intents() {
  let made = 0;
  const clock = { at: 0 };
  return {
    ...makeIntents(
      () => `key-${(made += 1)}`,
      () => clock.at,
    ),
    clock,
  };
}

describe('an intent', () => {
  it('keeps its key for every attempt at the same', () => {
    const { keyFor } = intents();
    expect([keyFor('hold:1', { reason: 'x' }), keyFor('hold:1', { reason: 'x' })]).toEqual(['key-1', 'key-1']);
  });

  it('has a key of its own for each action, each record and each wish', () => {
    const { keyFor } = intents();
    const keys = [keyFor('hold:1', {}), keyFor('hold:2', {}), keyFor('cancel:1', {}), keyFor('hold:1', { reason: 'y' })];
    expect(new Set(keys).size).toBe(4);
    expect(keyFor('hold:1', {})).toBe('key-1');
  });

  it('is a new one after it was taken, and no other with it', () => {
    const { keyFor, done } = intents();
    keyFor('hold:1', {});
    keyFor('hold:2', {});
    done('hold:1', {});
    expect([keyFor('hold:1', {}), keyFor('hold:2', {})]).toEqual(['key-3', 'key-2']);
  });

  it('is a new one once nobody waits for the answer any more', () => {
    const { keyFor, clock } = intents();
    keyFor('hold:1', {});
    clock.at = 600_000;
    expect(keyFor('hold:1', {})).toBe('key-1');
    clock.at = 600_001;
    expect(keyFor('hold:1', {})).toBe('key-2');
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
