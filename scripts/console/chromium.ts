/** The system's Chromium, without a window. Of two, the one that has none to begin with is lighter: the other draws its own bars and menus too. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const PROGRAMS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map((name) => `/usr/bin/${name}`);
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where it is; undefined on a machine without one. */
export function findChromium(): string | undefined {
  return PROGRAMS.find((path) => existsSync(path));
}

/** Chromium refuses its own sandbox to root. Rejects when there is none. */
export function startChromium(): Promise<Browser> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: findChromium() ?? '', args: [...QUIET, ...sandbox] });
}
