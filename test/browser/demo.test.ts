/** `npm run demo` as somebody new to it meets it: they type the command, open the address it prints, and work with what is there. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startChromium } from '../../scripts/console/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { describeWithChromium, openPage } from './chromium.ts';
import { PEOPLE } from './console-world.ts';
import { orderPage } from './order-page.ts';
import { refreshUntil } from './refreshing.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const COMPILING_MS = 180_000;

/** Ids of the processes below one, however deep. */
function descendantsOf(pid: number): readonly number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): readonly number[] =>
    pairs.flatMap(([child, its]) => (child !== undefined && its === parent ? [child, ...below(child)] : []));
  return below(pid);
}

const isThere = (pid: number): boolean => spawnSync('ps', ['-p', String(pid)]).status === 0;

describeWithChromium('the demo, as its user meets it', () => {
  let demo: ChildProcess;
  let browser: Browser;
  const said: string[] = [];

  /** What the demo prints, once it does. */
  const told = (pattern: RegExp): Promise<string> =>
    eventually(
      () => {
        const found = pattern.exec(said.join('\n'));
        if (!found) throw new Error(`the demo has not said ${String(pattern)}, but:\n${said.join('\n')}`);
        return Promise.resolve(found[0]);
      },
      { deadlineMs: 120_000, intervalMs: 200 },
    );

  beforeAll(async () => {
    demo = spawn('npm', ['run', 'demo', '--', '--orders', '20'], { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
    if (demo.stdout) createInterface({ input: demo.stdout }).on('line', (line) => said.push(line));
    browser = await startChromium();
  });

  const pressControlC = (): void => {
    if (demo.exitCode === null && demo.signalCode === null) process.kill(-Number(demo.pid), 'SIGINT');
  };

  afterAll(async () => {
    await browser.close();
    pressControlC();
  });

  test('an agent opens the printed address, finds an order by its key, watches it to its end, brings some of it back and sees the ERP authorise it', async () => {
    const invitation = await told(/http:\S+\/login\?code=\S+/);
    const watched = await openPage(browser);
    const agent = orderPage(watched, new URL(invitation).origin);
    const { page } = agent;
    await page.goto(invitation, { timeout: COMPILING_MS });
    await told(/SPLIT1 /);
    await page.getByRole('searchbox').fill('SPLIT1');
    await page.getByRole('searchbox').press('Enter');
    await agent.picture('demo-search');
    await page.getByRole('row').filter({ hasText: 'SPLIT1' }).getByRole('link').first().click();
    const expectUntouched = await agent.mark();
    await refreshUntil(page, page.locator('c-ob-order-header').getByText('Completed', { exact: true }));
    expect(await page.getByRole('link', { name: 'TRK-' }).count()).toBe(2);
    await expectUntouched();
    await agent.picture('demo-order');
    await agent.expectSound();
    const wizard = await agent.start('Start return');
    await wizard.getByLabel(/Rain Shell: quantity coming back, at most 4/).fill('1');
    await wizard.getByRole('combobox', { name: 'Reason' }).click();
    await wizard.getByRole('option', { name: 'Wrong item' }).click();
    await wizard.getByRole('button', { name: 'Next' }).click();
    await wizard.getByRole('button', { name: 'Ask for the return' }).click();
    await agent.request('Return', 'Completed').waitFor();
    await page.locator('c-ob-documents').getByRole('button', { name: 'RMA-' }).click();
    await page.locator('c-ob-return-workspace').getByText('1 authorized').waitFor();
    await agent.picture('demo-return');
    await agent.expectSound();
  });

  test('a supervisor chooses their name at the same address, opens the desk, and finds the promise kept', async () => {
    await told(/The promise is kept/);
    const { origin } = new URL(await told(/http:\S+\/login\?code=\S+/));
    const { page, picture, expectSound } = await openPage(browser);
    await page.goto(origin);
    await page.locator(`button[value="${PEOPLE.supervisor}"]`).click();
    await page.getByRole('button', { name: 'Go to' }).click();
    await page.getByRole('menuitem', { name: 'Exception Desk' }).click();
    await page.locator('c-ob-exception-desk').getByText('Nothing is stuck. Every order is going on.').waitFor();
    await picture('demo-desk');
    await expectSound();
  });

  test('Ctrl-C, pressed by somebody impatient, ends it, and nothing of it is left', async () => {
    const family = descendantsOf(Number(demo.pid));
    expect(family.length).toBeGreaterThan(5);
    const left = async (): Promise<void> => {
      pressControlC();
      expect(await Promise.resolve(family.filter(isThere))).toEqual([]);
    };
    await eventually(left, { deadlineMs: 30_000, intervalMs: 200 });
  });
});
