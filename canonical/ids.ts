/** Keys that travel between systems. The narrowest hop sets their length and alphabet (EDI 940/945: 22 characters). */
import { z } from 'zod';
import { filledText } from './text.ts';

/** The broker's key of an order, and the reference every outside system carries for it. */
export const OrderKey = z
  .string()
  .regex(/^[A-Z0-9]{3,20}$/, 'must be 3 to 20 characters of A-Z and 0-9')
  .meta({ id: 'OrderKey', description: 'Key of an order: 3 to 20 characters of A-Z and 0-9, unique for ever.' });

/** The broker's key of a return. */
export const ReturnKey = OrderKey.meta({ id: 'ReturnKey', description: 'Key of a return, same alphabet as an order key.' });

/** Number of a line inside its order. Never reused; callers leave gaps (10, 20, …) for later lines. */
export const LineKey = z
  .int()
  .min(1)
  .max(999_999)
  .meta({ id: 'LineKey', description: 'Line number inside its order, 1 to 999999, never reused.' });

/** Name of a configured outside system, as in the endpoint configuration. */
export const EndpointId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,29}$/, 'must be lower-case letters, digits and hyphens')
  .meta({ id: 'EndpointId', description: 'Name of a configured outside system.' });

/** Stock keeping unit, as the seller writes it. */
export const Sku = filledText(60).meta({ id: 'Sku', description: 'Stock keeping unit.' });

/** An instant, ISO 8601 with offset. */
export const Instant = z.iso.datetime({ offset: true }).meta({ id: 'Instant', description: 'ISO 8601 instant with offset.' });

/** A civil date, ISO 8601. */
export const CivilDate = z.iso.date().meta({ id: 'CivilDate', description: 'ISO 8601 calendar date.' });

export type OrderKey = z.infer<typeof OrderKey>;
export type LineKey = z.infer<typeof LineKey>;
export type EndpointId = z.infer<typeof EndpointId>;
