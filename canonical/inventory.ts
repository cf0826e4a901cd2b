/** Stock as an endpoint tells it: positions by place and state, what may be promised by day, and reservations. */
import { z } from 'zod';
import { CivilDate, EndpointId, Instant, LineKey, OrderKey, Sku } from './ids.ts';
import { PositiveQuantity, Quantity, SignedQuantity } from './quantity.ts';
import { filledText, opaqueId } from './text.ts';

export const StockState = z.enum(['UNRESTRICTED', 'QUALITY', 'BLOCKED', 'DAMAGED', 'IN_TRANSIT']);

/** Available-to-promise: what could be promised in all for delivery from stock up to and including that day. */
export const PromisableDay = z
  .strictObject({ date: CivilDate, quantity: Quantity })
  .meta({ id: 'PromisableDay', description: 'Quantity that may be promised in all up to and including a day.' });

const positionFields = z.strictObject({
  endpoint: EndpointId,
  sku: Sku,
  location: filledText(40),
  stockState: StockState,
  unit: filledText(10),
  onHand: SignedQuantity,
  reserved: Quantity,
  available: SignedQuantity.describe('What the source says may still be sold. Not recomputed here: sources reserve differently.'),
  incoming: Quantity,
  availableToPromise: z.array(PromisableDay).max(400).default([]),
  negativeAllowed: z.boolean().default(false).describe('Whether the source lets stock fall below zero.'),
  asOf: Instant,
  version: z.int().min(0).describe("The source's own rising version of this position."),
});

/** Stock of one item in one place and state. Below zero only where the source allows it; days rise. */
export const InventoryPosition = positionFields
  .superRefine(({ onHand, negativeAllowed, availableToPromise: days }, context) => {
    if (onHand < 0 && !negativeAllowed) context.addIssue({ code: 'custom', path: ['onHand'], message: 'must not be negative here' });
    for (const [index, day] of days.entries()) {
      const before = days[index - 1];
      if (before === undefined || before.date < day.date) continue;
      context.addIssue({ code: 'custom', path: ['availableToPromise', index, 'date'], message: 'must be later than the day before it' });
    }
  })
  .meta({ id: 'InventoryPosition', description: 'Stock of one item in one place and state.' });

export const ReservationState = z.enum(['HELD', 'COMMITTED', 'RELEASED', 'EXPIRED']);

export const Reservation = z
  .strictObject({
    reservationId: opaqueId(80),
    endpoint: EndpointId,
    orderKey: OrderKey,
    lineKey: LineKey,
    sku: Sku,
    location: filledText(40).optional(),
    quantity: PositiveQuantity,
    state: ReservationState,
    heldAt: Instant,
    expiresAt: Instant.optional().describe('When a held quantity goes back to stock by itself.'),
  })
  .meta({ id: 'Reservation', description: 'Stock set aside for one order line.' });

export type StockState = z.infer<typeof StockState>;
export type InventoryPosition = z.infer<typeof InventoryPosition>;
export type ReservationState = z.infer<typeof ReservationState>;
export type Reservation = z.infer<typeof Reservation>;

/** First day by which a quantity may be promised, or undefined if the horizon does not reach that far. */
export function promisableFrom({ availableToPromise }: InventoryPosition, quantity: number): string | undefined {
  return availableToPromise.find((day) => day.quantity >= quantity)?.date;
}
