/** Where the adapter is tried against a real Tryton: a database of its own for each test, with an endpoint of the first company. */
import { afterEach, beforeEach } from '@jest/globals';
import type { Endpoint } from '../../broker/engine/endpoint.ts';
import { COMPANIES } from '../../scripts/tryton/seed/seed.ts';
import { describeWithTryton } from '../support/tryton.ts';
import { makeSkippingClock } from './skipping-clock.ts';
import { openTrytonWorld } from './tryton-world.ts';
import type { TrytonWorld } from './tryton-world.ts';

export type TrytonStage = { readonly world: TrytonWorld; readonly endpoint: Endpoint };

/** Describes what needs a real Tryton; `stage` may be called while a test runs. `settings` are those of the endpoint that are not as usual. */
export function describeOnTryton(
  title: string,
  settings: Readonly<Record<string, unknown>>,
  tests: (stage: () => TrytonStage) => void,
): void {
  describeWithTryton(title, (tryton) => {
    let stage: TrytonStage | undefined;
    beforeEach(async () => {
      const world = await openTrytonWorld(tryton(), makeSkippingClock().clock);
      stage = { world, endpoint: world.openEndpoint('erp', COMPANIES[0], settings).endpoint };
    });
    afterEach(() => stage?.world.close());
    tests(() => {
      if (stage === undefined) throw new Error('Tryton has a database for a test while it runs');
      return stage;
    });
  });
}
