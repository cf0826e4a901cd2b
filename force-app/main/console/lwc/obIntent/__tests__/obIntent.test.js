import { makeIntent, makeSender } from 'c/obIntent';

function intent() {
  let made = 0;
  return makeIntent(() => `key-${(made += 1)}`);
}

describe('an intent', () => {
  it('keeps its key for every attempt at the same', () => {
    const wish = intent();
    expect([wish.keyFor({ reason: 'x' }), wish.keyFor({ reason: 'x' })]).toEqual(['key-1', 'key-1']);
  });

  it('has a new key once it asks for something else', () => {
    const wish = intent();
    expect([wish.keyFor({ reason: 'x' }), wish.keyFor({ reason: 'y' })]).toEqual(['key-1', 'key-2']);
  });

  it('is a new one after it was taken', () => {
    const wish = intent();
    wish.keyFor({ reason: 'x' });
    wish.done();
    expect(wish.keyFor({ reason: 'x' })).toBe('key-2');
  });
});

describe('a sender', () => {
  const sender = () => {
    let made = 0;
    return makeSender(() => `key-${(made += 1)}`);
  };

  it('sends a double click once', async () => {
    const send = sender();
    const call = jest.fn(async ({ idempotencyKey }) => idempotencyKey);
    const both = await Promise.all([send({ reason: 'x' }, call), send({ reason: 'x' }, call)]);
    expect(both).toEqual([{ answer: 'key-1' }, undefined]);
    expect(call).toHaveBeenCalledTimes(1);
  });

  it('sends the same wish under the same key after a failure, and a new one after success', async () => {
    const send = sender();
    const call = jest.fn(async () => 'ok').mockRejectedValueOnce(new Error('lost'));
    expect(await send({ reason: 'x' }, call)).toEqual({ error: new Error('lost') });
    await send({ reason: 'x' }, call);
    await send({ reason: 'x' }, call);
    expect(call.mock.calls.map(([request]) => request)).toEqual([
      { reason: 'x', idempotencyKey: 'key-1' },
      { reason: 'x', idempotencyKey: 'key-1' },
      { reason: 'x', idempotencyKey: 'key-2' },
    ]);
  });
});
