/** The page of an order as a person uses it. */
import { expect } from '@jest/globals';
import type { Locator } from 'playwright-core';
import type { WatchedPage } from './chromium.ts';
import { recordPath } from './console-world.ts';
import type { StagedOrder } from './orders-on-stage.ts';

export type OrderPage = WatchedPage & {
  readonly open: (order: Pick<StagedOrder, 'id'>) => Promise<void>;
  /** The button of an action. */
  readonly action: (name: string) => Locator;
  /** Presses an action and answers its dialogue. */
  readonly start: (name: string) => Promise<Locator>;
  /** What people asked for: the entry of one request, by its words. */
  readonly request: (...words: readonly (string | RegExp)[]) => Locator;
  /** The badge beside the number of the order. */
  readonly expectStatus: (status: string) => Promise<void>;
  readonly line: (description: string) => Locator;
  /** Opens the list of what is not possible, and answers the reason for an action. */
  readonly whyNot: (name: string) => Promise<string>;
  /** Answers a check that fails if the page was loaded again meanwhile. */
  readonly mark: () => Promise<() => Promise<void>>;
};

export function orderPage(watched: WatchedPage, consoleUrl: string): OrderPage {
  const { page } = watched;
  const workspace = page.locator('c-ob-order-workspace');
  const action = (name: string): Locator => page.getByRole('region', { name: 'Actions' }).getByRole('button', { name, exact: true });

  return {
    ...watched,
    action,
    open: async ({ id }) => {
      await page.goto(`${consoleUrl}${recordPath('OB_Order__c', id)}`);
      await workspace.getByRole('heading', { name: 'Timeline' }).waitFor();
      await workspace.getByRole('button', { name: 'Add note' }).waitFor();
    },
    start: async (name) => {
      await action(name).click();
      const dialogue = page.getByRole('dialog');
      await dialogue.waitFor();
      return dialogue;
    },
    request: (...words) =>
      words.reduce<Locator>(
        (found, word) => found.filter({ hasText: word }),
        page.getByRole('region', { name: 'Requests' }).getByRole('listitem'),
      ),
    expectStatus: (status) => workspace.locator('c-ob-order-header').getByText(status, { exact: true }).first().waitFor(),
    whyNot: async (name) => {
      const toggle = page.getByRole('button', { name: 'What is not possible now' });
      if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
      const reasons = page.getByRole('region', { name: 'Actions' }).locator('.reason');
      return reasons
        .filter({ has: page.getByText(name, { exact: true }) })
        .locator('dd')
        .innerText();
    },
    mark: async () => {
      await page.evaluate('globalThis.isTheSamePage = true');
      return async () => {
        expect(await page.evaluate('globalThis.isTheSamePage')).toBe(true);
      };
    },
    line: (description) => workspace.locator('c-ob-order-lines').getByRole('listitem').filter({ hasText: description }),
  };
}
