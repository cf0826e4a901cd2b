/** Configuration of a generic warehouse endpoint: one site of it. */
import { z } from 'zod';
import { httpEndpointFields } from '../kit/http-endpoint.ts';

export const GENERIC_WAREHOUSE = 'generic-warehouse';

export const GenericWarehouseConfig = z.strictObject({
  ...httpEndpointFields,
  kind: z.literal(GENERIC_WAREHOUSE),
  apiKey: z.string().min(1).describe('Secret.'),
  site: z.string().regex(/^\w[\w-]{0,29}$/),
});

export type GenericWarehouseConfig = z.infer<typeof GenericWarehouseConfig>;
