/** A real Tryton for tests: one server for the file, a seeded database of its own for each test that asks. */
import { afterAll, beforeAll, describe } from '@jest/globals';
import { installedTryton, howToInstall } from '../../scripts/tryton/packages.ts';
import { startTryton } from '../../scripts/tryton/server.ts';
import type { Tryton } from '../../scripts/tryton/server.ts';

/** Making the seed takes a minute on an idle machine. */
const START_MS = 300_000;

/**
 * Describes what needs a real Tryton. Where it is not installed its tests are skipped, which Jest shows by this title; with
 * REQUIRE_TRYTON=1, which CI sets, its absence is a failure.
 */
export function describeWithTryton(title: string, tests: (tryton: () => Tryton) => void): void {
  if (installedTryton() === undefined) {
    if (process.env['REQUIRE_TRYTON'] === '1') throw new Error(howToInstall());
    describe.skip(`${title} (skipped: install Tryton to run it)`, () => {
      tests(() => {
        throw new Error(howToInstall());
      });
    });
    return;
  }
  describe(title, () => {
    let server: Tryton | undefined;
    beforeAll(async () => {
      server = await startTryton();
    }, START_MS);
    afterAll(() => server?.stop());
    tests(() => {
      if (!server) throw new Error('Tryton is up only while tests run');
      return server;
    });
  });
}
