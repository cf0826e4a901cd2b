/** What people do who will not wait: a page at which nothing is expected asks by itself once in 45 seconds. */
import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';

/** Presses "Refresh now" until one thing is to be seen. */
export async function refreshUntil(page: Page | Locator, sight: Locator): Promise<void> {
  await eventually(
    async () => {
      await page.getByRole('button', { name: 'Refresh now' }).click();
      expect(await sight.count()).toBe(1);
    },
    { deadlineMs: 60_000, intervalMs: 500 },
  );
}
