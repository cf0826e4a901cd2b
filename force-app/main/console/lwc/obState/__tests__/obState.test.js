import ObState from 'c/obState';
import { find, mount, settled, textOf } from 'test/mount';

const state = (properties) => mount('c-ob-state', ObState, properties);

describe('a state', () => {
  it('tells a screen reader that it is loading, and shows a skeleton', async () => {
    const element = await state();
    expect(textOf(element)).toBe('Loading');
    await expect(element).toBeAccessible();
  });

  it('says what is waited for', async () => {
    expect(textOf(await state({ message: 'Loading the timeline' }))).toBe('Loading the timeline');
  });

  it('says what will appear where nothing is yet', async () => {
    const element = await state({ kind: 'empty', message: 'No shipments yet.' });
    expect(textOf(element)).toBe('No shipments yet.');
    expect(find(element, 'lightning-button')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it.each([
    ['noAccess', /no access/],
    ['notFound', /not there any more/],
    ['session', /session has ended/],
    ['offline', /cannot be reached/],
    ['unknown', /went wrong/],
    ['something new', /went wrong/],
  ])('%s has its own sentence', async (kind, sentence) => {
    const element = await state({ kind });
    expect(textOf(element)).toMatch(sentence);
    await expect(element).toBeAccessible();
  });

  it('keeps to itself what the platform says of missing access', async () => {
    expect(textOf(await state({ kind: 'noAccess', details: ['Validation error of type FieldUndefined'] }))).not.toContain('FieldUndefined');
  });

  it('offers a retry where that may help, and shows what the platform said', async () => {
    const element = await state({ kind: 'unknown', details: ['Row 1 is bad'] });
    const retried = jest.fn();
    element.addEventListener('retry', retried);
    expect(textOf(element)).toContain('Row 1 is bad');
    find(element, 'lightning-button').click();
    await settled();
    expect(retried).toHaveBeenCalledTimes(1);
  });

  it('offers no retry where it cannot help', async () => {
    expect(find(await state({ kind: 'noAccess' }), 'lightning-button')).toBeNull();
  });
});
