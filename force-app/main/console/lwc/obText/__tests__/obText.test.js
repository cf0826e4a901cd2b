import { format, plural } from 'c/obText';

describe('a label', () => {
  it('takes its parameters by index, in any order and more than once', () => {
    expect(format('{1} of {0}, {1}', 5, 'two')).toBe('two of 5, two');
  });

  it('leaves nothing behind for a parameter nobody gave', () => {
    expect(format('Document {0}', undefined)).toBe('Document ');
  });

  it('that is missing is an empty text', () => {
    expect(format(undefined, 5)).toBe('');
  });

  it('takes a text with braces as it is', () => {
    expect(format('{0}', '{1} $&')).toBe('{1} $&');
  });
});

describe('a count', () => {
  const labels = { one: '{0} line', many: '{0} lines' };

  it.each([
    [0, '0 lines'],
    [1, '1 line'],
    [2, '2 lines'],
    [1.5, '1.5 lines'],
  ])('of %d reads %s', (count, text) => {
    expect(plural(count, labels)).toBe(text);
  });

  it('may be shown in the way of the reader', () => {
    expect(plural(1200, labels, '1.200')).toBe('1.200 lines');
  });
});
