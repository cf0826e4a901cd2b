/** Settings of the warehouse's own, beside those every system has. */
import { z } from 'zod';
import { defaultHostSettings, hostPatch } from '../host/settings.ts';
import type { HostSettings } from '../host/settings.ts';

export type WarehouseTiming = {
  /** From the release to the beginning of picking; until then it can be cancelled. */
  readonly pickAfterMs: number;
  readonly packAfterMs: number;
  /** From packing to departure, and from one departure to the next. */
  readonly departAfterMs: number;
  readonly scanAfterMs: number;
  readonly deliverAfterMs: number;
  /** From the announcement of a return to the customer's parcel; 0: it comes when an administrator says so. */
  readonly arriveAfterMs: number;
  /** From its arrival to its inspection, unless somebody inspects it before. */
  readonly inspectAfterMs: number;
  readonly indexLagMs: number;
};

/** Shares of releases that meet this fate, drawn from the seed and the release's key. */
export type Fates = { readonly refused: number; readonly shorted: number; readonly split: number; readonly twoParcels: number };

export type WarehouseSettings = HostSettings & { readonly timing: WarehouseTiming; readonly fates: Fates };

export function defaultWarehouseSettings(): WarehouseSettings {
  return {
    ...defaultHostSettings(),
    timing: {
      ...{ pickAfterMs: 500, packAfterMs: 500, departAfterMs: 500, scanAfterMs: 1000, deliverAfterMs: 2000 },
      ...{ arriveAfterMs: 2000, inspectAfterMs: 1000, indexLagMs: 0 },
    },
    fates: { refused: 0, shorted: 0, split: 0.3, twoParcels: 0.2 },
  };
}

const milliseconds = z.number().min(0);
const share = z.number().min(0).max(1);

export const WarehouseSettingsPatch = z.strictObject({
  ...hostPatch,
  timing: z
    .strictObject({
      pickAfterMs: milliseconds,
      packAfterMs: milliseconds,
      departAfterMs: milliseconds,
      scanAfterMs: milliseconds,
      deliverAfterMs: milliseconds,
      arriveAfterMs: milliseconds,
      inspectAfterMs: milliseconds,
      indexLagMs: milliseconds,
    })
    .partial()
    .optional(),
  fates: z.strictObject({ refused: share, shorted: share, split: share, twoParcels: share }).partial().optional(),
});

export type WarehouseSettingsPatch = z.infer<typeof WarehouseSettingsPatch>;
