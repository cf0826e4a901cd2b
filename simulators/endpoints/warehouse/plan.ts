/** What will become of a release: drawn from the seed and its key, or laid down beforehand by an administrator. */
import { z } from 'zod';
import { makeRandomFor } from '../random.ts';
import type { Content } from './release.ts';
import type { Fates } from './settings.ts';

export const Plan = z.strictObject({
  refused: z.boolean(),
  /** The last line comes up one short. */
  shorted: z.boolean(),
  /** Ships in two shipments. */
  split: z.boolean(),
  /** Every shipment is in two parcels. */
  twoParcels: z.boolean(),
});

export type Plan = z.infer<typeof Plan>;

/** The same release always gets the same plan. */
export function drawPlan(fates: Fates, seed: number, releaseId: string): Plan {
  const random = makeRandomFor(seed, releaseId);
  return {
    refused: random() < fates.refused,
    shorted: random() < fates.shorted,
    split: random() < fates.split,
    twoParcels: random() < fates.twoParcels,
  };
}

/** Divides goods in two, by lines or, of a single line, by pieces; one part where that cannot be. */
export function halves(contents: readonly Content[]): readonly (readonly Content[])[] {
  const [only, ...others] = contents;
  if (!only) return [];
  if (others.length > 0) {
    const middle = Math.ceil(contents.length / 2);
    return [contents.slice(0, middle), contents.slice(middle)];
  }
  const first = Math.ceil(only.quantity / 2);
  if (first >= only.quantity) return [contents];
  return [[{ ...only, quantity: first }], [{ ...only, quantity: Math.round((only.quantity - first) * 1000) / 1000 }]];
}
