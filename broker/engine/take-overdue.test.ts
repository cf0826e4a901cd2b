import { expect, it } from '@jest/globals';
import type { Endpoint } from './endpoint.ts';
import { makeTakeOverdue } from './take-overdue.ts';

/** Of five overdue commands, how many are taken by a lane of three places that has so many calls in flight. */
async function taken(inFlight: number, queue: 'AWAY' | 'THERE'): Promise<number> {
  const executed: string[] = [];
  const lane = { endpoint: { id: 'erp' } as Endpoint, places: () => 3, inFlight: () => inFlight };
  const execute = (commandId: string): Promise<void> => Promise.reject(new Error(String(executed.push(commandId))));
  const command = (number: number) => ({ commandId: `ORDER1-C${number}`, endpoint: 'erp', priority: 3, token: 0, dueAt: 0 });
  await makeTakeOverdue([lane], [{ execute }])([1, 2, 3, 4, 5].map(command), queue);
  return executed.length;
}

it('fills the places that are free while the queue is away, and else serves none but an idle lane', async () => {
  expect(await Promise.all([0, 1, 3].map((inFlight) => taken(inFlight, 'AWAY')))).toEqual([3, 2, 0]);
  expect(await Promise.all([0, 1, 3].map((inFlight) => taken(inFlight, 'THERE')))).toEqual([3, 0, 0]);
});
