/** Configuration of a generic ERP endpoint: one company of it. */
import { z } from 'zod';
import { httpEndpointFields } from '../kit/http-endpoint.ts';

export const GENERIC_ERP = 'generic-erp';

export const GenericErpConfig = z.strictObject({
  ...httpEndpointFields,
  kind: z.literal(GENERIC_ERP),
  apiKey: z.string().min(1).describe('Secret.'),
  company: z.string().regex(/^\w[\w-]{0,29}$/),
});

export type GenericErpConfig = z.infer<typeof GenericErpConfig>;
