/** What a generic store sends when an order was placed. */
import { z } from 'zod';
import { CustomerOrder } from '../../canonical/order.ts';
import { opaqueId } from '../../canonical/text.ts';

export const OrderPlaced = z
  .strictObject({
    id: opaqueId(128).min(8).describe('Id of the event, the same on every delivery of it.'),
    type: z.literal('order.placed'),
    order: CustomerOrder,
  })
  .meta({ id: 'OrderPlaced', description: 'An order was placed in the store.' });
