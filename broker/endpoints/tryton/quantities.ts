/** How much of a sale's line stands where. Source: module sale 6.0, sale.py (moves, moves_ignored) and stock 6.0, shipment.py. */
import type { OrderObservation } from '../../../canonical/observation.ts';
import { minus, plus } from '../../../canonical/quantity.ts';
import type { Sale, SaleLine } from './sale.ts';

type Move = SaleLine['moves'][number];

/** Invoices that count. A draft may still change or go. */
const POSTED: ReadonlySet<string> = new Set(['posted', 'paid']);

/** Shipments whose stock is reserved or on its way out. */
const RESERVED: ReadonlySet<string> = new Set(['assigned', 'picked', 'packed']);

function sum(quantities: readonly { readonly quantity: number }[]): number {
  return plus(...quantities.map(({ quantity }) => quantity));
}

export function isLive({ state }: Move): boolean {
  return state !== 'done' && state !== 'cancelled';
}

export function shippedOf(sale: Sale, { isService, quantity, moves }: SaleLine): number {
  if (isService) return sale.state === 'processing' || sale.state === 'done' ? quantity : 0;
  return sum(moves.filter(({ state }) => state === 'done'));
}

/** What was given up. A cancelled move counts once somebody has decided not to ship it after all. */
export function cancelledOf(sale: Sale, { quantity, moves, ignored }: SaleLine): number {
  return sale.state === 'cancelled' ? quantity : sum(moves.filter(({ id }) => ignored.includes(id)));
}

export function shipmentOf(sale: Sale, move: Move): Sale['shipments'][number] | undefined {
  return sale.shipments.find(({ id }) => move.shipment === `stock.shipment.out,${id}`);
}

function reservedOf(sale: Sale, move: Move): number {
  return RESERVED.has(shipmentOf(sale, move)?.state ?? '') ? move.quantity : 0;
}

/** Whether it was short when ordered, or is what an earlier shipment had to leave behind. */
function isShort(line: SaleLine, shortLines: ReadonlySet<number>): boolean {
  return shortLines.has(line.id) || line.moves.some(({ state }) => state === 'done');
}

/** The line's quantities. `shortLines`: ids of lines that were short when they were ordered. */
export function bucketsOf(sale: Sale, line: SaleLine, shortLines: ReadonlySet<number>): Omit<OrderObservation['lines'][number], 'lineKey'> {
  const [shipped, cancelled] = [shippedOf(sale, line), cancelledOf(sale, line)];
  const open = Math.max(0, minus(line.quantity, plus(shipped, cancelled)));
  const live = line.moves.filter(isLive);
  const reserved = Math.min(open, plus(...live.map((move) => reservedOf(sale, move))));
  const planned = sale.state === 'confirmed' ? open : sum(live);
  const confirmed = isShort(line, shortLines) ? reserved : Math.min(open, planned);
  const posted = new Set(sale.invoices.filter(({ state }) => POSTED.has(state)).map(({ id }) => id));
  const invoiced = sum(line.invoiced.filter(({ invoice, quantity }) => invoice !== undefined && posted.has(invoice) && quantity > 0));
  return {
    ...{ nativeLineId: String(line.id), cancelled, confirmed, backordered: minus(open, confirmed) },
    // Reservations are taken back without a document (unassigned, or picked in part), so what is cumulative is what left.
    ...{ allocated: shipped, shipped, invoiced },
  };
}
