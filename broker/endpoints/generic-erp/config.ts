/** Configuration of a generic ERP endpoint: one company of it. */
import { z } from 'zod';
import { httpEndpointFields } from '../kit/endpoint-kind.ts';

export const GENERIC_ERP = 'generic-erp';

export const GenericErpConfig = z.strictObject({
  ...httpEndpointFields,
  kind: z.literal(GENERIC_ERP),
  company: z.string().regex(/^\w[\w-]{0,29}$/),
  reconcileIntervalMs: z.int().min(1).default(30_000).describe('Pause between two searches for changes the feed lost.'),
  reconcileOverlapMs: z.int().min(0).default(10_000).describe('How far each search reaches back behind the one before.'),
});

export type GenericErpConfig = z.infer<typeof GenericErpConfig>;
