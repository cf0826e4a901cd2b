import { graphql } from 'lightning/graphql';
import ObCustomerSearch from 'c/obCustomerSearch';
import { find, mount, settled, textOf } from 'test/mount';

const PAUSE_MS = 400;
const found = (...names) => ({
  uiapi: {
    query: {
      Account: {
        edges: names.map((name, index) => ({ node: { Id: `00${index}`, Name: { value: name }, AccountNumber: { value: `C-${index}` } } })),
      },
    },
  },
});

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

async function search(text) {
  const element = await mount('c-ob-customer-search', ObCustomerSearch, {});
  const chosen = jest.fn();
  element.addEventListener('choose', ({ detail }) => chosen(detail));
  const type = async (value) => {
    find(element, 'lightning-input').dispatchEvent(new CustomEvent('change', { detail: { value } }));
    jest.advanceTimersByTime(PAUSE_MS);
    await settled();
  };
  await type(text);
  return { element, chosen, type };
}

describe('the search of a customer', () => {
  it('asks for a part of the name, without the signs that mean anything', async () => {
    await search(' B%er_g ');
    expect(graphql.getLastConfig().variables).toEqual({ like: '%Berg%' });
  });

  it('asks nothing for a single letter', async () => {
    await search('B');
    expect(graphql.getLastConfig().query).toBeUndefined();
  });

  it('hands over what is known of the one chosen', async () => {
    const { element, chosen } = await search('Berg');
    graphql.emit(found('Berg', 'Bergmann'));
    await settled();
    expect(textOf(element)).toBe('Berg C-0 Bergmann C-1');
    element.shadowRoot.querySelectorAll('button')[1].click();
    await settled();
    expect(chosen).toHaveBeenCalledWith({ accountId: '001', customerKey: 'C-1', customerName: 'Bergmann', name: 'Bergmann' });
    expect(textOf(element)).toBe('');
  });

  it('says when there is nobody', async () => {
    const { element } = await search('Nobody');
    graphql.emit(found());
    await settled();
    expect(textOf(element)).toMatch(/No account or contact/);
    element.remove();
  });

  it('keeps out nobody: empty, with customers found, and with none', async () => {
    const { element } = await search('Berg');
    jest.useRealTimers();
    await expect(element).toBeAccessible();
    graphql.emit(found('Berg'));
    await settled();
    expect(textOf(element)).toContain('Berg');
    await expect(element).toBeAccessible();
    graphql.emit(found());
    await settled();
    await expect(element).toBeAccessible();
  });
});
