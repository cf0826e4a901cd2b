/** Each test of a page that keeps itself fresh begins at noon, with somebody looking at the page and a server that answers. */
import { graphql } from 'lightning/graphql';
import { installSight } from './sight.js';

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-21T12:00:00.000Z'), doNotFake: ['queueMicrotask'] });
  jest.clearAllMocks();
  graphql.refresh.mockReset().mockResolvedValue(undefined);
  installSight();
});
afterEach(() => jest.useRealTimers());

/** What looks for barriers needs a clock that runs: it is the last thing in a test. */
export async function expectAccessible(element) {
  jest.useRealTimers();
  await expect(element).toBeAccessible();
}
