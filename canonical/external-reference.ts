/** How an outside system names one of our documents. One document may have several (an amended copy, a duplicate). */
import { z } from 'zod';
import { EndpointId } from './ids.ts';
import { opaqueId, text } from './text.ts';

export const ExternalReference = z
  .strictObject({
    endpoint: EndpointId,
    objectType: z.enum(['order', 'release', 'shipment', 'invoice', 'creditMemo', 'return', 'refund']),
    nativeId: opaqueId(80).describe("The system's technical key."),
    nativeNumber: text(80).optional().describe('The number people use for it.'),
    role: z.enum(['created', 'adopted', 'duplicate']).default('created'),
  })
  .meta({ id: 'ExternalReference', description: "An outside system's name for one of our documents." });

export type ExternalReference = z.infer<typeof ExternalReference>;
