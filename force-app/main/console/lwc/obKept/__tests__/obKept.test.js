import { makeKept } from 'c/obKept';

function browser() {
  const items = new Map();
  const clock = { at: 0 };
  const storage = { getItem: (name) => items.get(name) ?? null, setItem: (name, text) => items.set(name, text) };
  const load = (userId = '005A', from = () => storage) => makeKept({ storage: from, userId, now: () => clock.at });
  return { items, clock, load };
}

const forbidden = () => {
  throw new Error('SecurityError');
};

describe('what is kept', () => {
  it('is there again after the page was loaded again, until it is removed', () => {
    const { load } = browser();
    load().set('hold:1', { reason: 'x' });
    expect(load().get('hold:1')).toEqual({ reason: 'x' });
    load().remove('hold:1');
    expect(load().get('hold:1')).toBeUndefined();
  });

  it('is gone after ten minutes, also from the storage once a page is loaded', () => {
    const { load, clock, items } = browser();
    load().set('hold:1', 'words of a person');
    clock.at = 600_000;
    expect(load().get('hold:1')).toBe('words of a person');
    clock.at = 600_001;
    expect(load().get('hold:1')).toBeUndefined();
    expect([...items.values()].join()).not.toContain('words');
  });

  it('is not for whoever logs in next', () => {
    const { load, items } = browser();
    load().set('hold:1', 'words of a person');
    expect(load('005B').get('hold:1')).toBeUndefined();
    expect([...items.values()].join()).not.toContain('words');
  });

  it.each(['', 'no json', 'null', '7', '{"user":"005A","entries":"x"}', '{"user":"005A","entries":[["hold:1",null]]}'])(
    'is nothing where somebody else wrote %j',
    (text) => {
      const { load, items } = browser();
      items.set('ob-kept', text);
      expect(load().get('hold:1')).toBeUndefined();
    },
  );

  it('stays in the page where the browser forbids its storage', () => {
    const kept = browser().load('005A', forbidden);
    kept.set('hold:1', 'x');
    kept.remove('hold:2');
    expect(kept.get('hold:1')).toBe('x');
    expect(browser().load('005A', forbidden).get('hold:1')).toBeUndefined();
  });
});
