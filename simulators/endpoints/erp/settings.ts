/** Settings of the ERP's own, beside those every system has. */
import { z } from 'zod';
import { defaultHostSettings, hostPatch } from '../host/settings.ts';
import type { HostSettings } from '../host/settings.ts';

export type ErpTiming = {
  /** From entry to the allocation run. */
  readonly allocationDelayMs: number;
  /** From running short of an item to the delivery that covers it; 0 for never. */
  readonly replenishAfterMs: number;
  /** From a goods issue to its invoice. */
  readonly invoiceDelayMs: number;
  /** From a change to the search that finds it. */
  readonly indexLagMs: number;
  /** From the entry of a return to its approval, unless a clerk decides before. */
  readonly approvalDelayMs: number;
  /** From the booking of a refund to the bank's word. */
  readonly refundDelayMs: number;
  /** Days promised for what is short. */
  readonly leadTimeDays: number;
};

const DEFAULT_ERP_TIMING: ErpTiming = {
  allocationDelayMs: 0,
  replenishAfterMs: 0,
  invoiceDelayMs: 1000,
  indexLagMs: 0,
  approvalDelayMs: 0,
  refundDelayMs: 1000,
  leadTimeDays: 7,
};

export type ErpSettings = HostSettings & { readonly timing: ErpTiming };

export function defaultErpSettings(): ErpSettings {
  return { ...defaultHostSettings(), timing: { ...DEFAULT_ERP_TIMING } };
}

const milliseconds = z.number().min(0);

export const ErpSettingsPatch = z.strictObject({
  ...hostPatch,
  timing: z
    .strictObject({
      allocationDelayMs: milliseconds,
      replenishAfterMs: milliseconds,
      invoiceDelayMs: milliseconds,
      indexLagMs: milliseconds,
      approvalDelayMs: milliseconds,
      refundDelayMs: milliseconds,
      leadTimeDays: z.int().min(0),
    })
    .partial()
    .optional(),
});

export type ErpSettingsPatch = z.infer<typeof ErpSettingsPatch>;
