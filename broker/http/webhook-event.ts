/** What a generic store sends when an order was placed. */
import { z } from 'zod';
import { CustomerOrder } from '../../canonical/order.ts';

export const OrderPlaced = z
  .strictObject({
    id: z.string().min(8).max(128).describe('Id of the event, the same on every delivery of it.'),
    type: z.literal('order.placed'),
    order: CustomerOrder,
  })
  .meta({ id: 'OrderPlaced', description: 'An order was placed in the store.' });
