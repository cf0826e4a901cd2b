/** The system's Chromium, as a page test needs it. */
import { join } from 'node:path';
import { describe, expect, jest } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { findChromium } from '../../scripts/console/chromium.ts';

const SCREENSHOTS = join(import.meta.dirname, '..', '..', '.data', 'screenshots');
/** They tie labels to fields across shadow roots, which synthetic shadow allows. */
const OF_THE_BASE_COMPONENTS = /which is not in the same shadow root[\s\S]*(?:<lightning-|\/lightning\/)/;
/** Between two showings their one tooltip is in the page without any words. */
const THEIR_TOOLTIP = '[id^="salesforce-lightning-tooltip-bubble"]';
/** On a machine that has other work, the first page waits for its components to be compiled. */
const PATIENCE_MS = 120_000;
/** For one test, or for what comes before all of them, on such a machine. */
const TEST_MS = 400_000;

/** Describes what needs a browser, and time. Without one its tests are skipped, which the title says; with REQUIRE_CHROMIUM=1, as CI sets, that is a failure. */
export function describeWithChromium(title: string, tests: () => void): void {
  jest.setTimeout(TEST_MS);
  if (findChromium() !== undefined) return describe(title, tests);
  if (process.env['REQUIRE_CHROMIUM'] === '1') throw new Error('REQUIRE_CHROMIUM=1, but there is no Chromium on this machine');
  describe.skip(`${title} (skipped: install chromium to run it)`, tests);
}

export type WatchedPage = {
  readonly page: Page;
  /** Keeps a picture of the whole page in .data/screenshots. */
  readonly picture: (name: string) => Promise<void>;
  /**
   * Fails on what the console of the browser was told since the last time, and on what axe finds against WCAG 2.1 AA. What a browser says of failed
   * requests is named by those who made them fail.
   */
  readonly expectSound: (...expected: readonly RegExp[]) => Promise<void>;
};

/** A page of its own, without anybody's cookies. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !OF_THE_BASE_COMPONENTS.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error.stack)));
  return {
    page,
    picture: async (name) => {
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
    },
    expectSound: async (...expected) => {
      const unexpected = complaints.splice(0).filter((complaint) => !expected.some((pattern) => pattern.test(complaint)));
      expect(unexpected).toEqual([]);
      expect(await barriers(page)).toEqual([]);
    },
  };
}

type Finding = { readonly id: string; readonly nodes: readonly { readonly target: unknown; readonly failureSummary?: string }[] };

/** What shuts people out, by rule and place. The library's text is evaluated, because the page allows no foreign script. */
async function barriers(page: Page): Promise<readonly string[]> {
  // Half of the time goes into reading it, which a page that is looked at again need not do.
  if (await page.evaluate<boolean>("typeof axe === 'undefined'")) await page.evaluate(axe.source);
  const tags = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']);
  const looked = JSON.stringify({ exclude: [THEIR_TOOLTIP] });
  const found = await page.evaluate<Finding[]>(
    `axe.run(${looked}, { runOnly: ${tags}, resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id}: ${JSON.stringify(target)} ${failureSummary.replaceAll('\n', ' ')}`),
  );
}
