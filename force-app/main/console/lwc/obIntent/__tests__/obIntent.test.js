import { makeIntent } from 'c/obIntent';

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
