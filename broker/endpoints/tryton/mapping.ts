/** Sales as observations. Quantities decide, not the state: a sale that was cancelled after processing reads `done`. */
import type { Shipment } from '../../../canonical/fulfilment.ts';
import { OrderKey } from '../../../canonical/ids.ts';
import { fromDecimal } from '../../../canonical/money.ts';
import type { DocumentStatus, OrderObservation } from '../../../canonical/observation.ts';
import { plus } from '../../../canonical/quantity.ts';
import { z } from 'zod';
import type { Notes } from './notes.ts';
import { bucketsOf, cancelledOf } from './quantities.ts';
import { lineKeyOf } from './sale.ts';
import type { Sale } from './sale.ts';

type Status = z.infer<typeof DocumentStatus>;

const OPEN: ReadonlySet<string> = new Set(['confirmed', 'processing']);

/** States before the ERP has taken an order. */
const UNFINISHED: ReadonlySet<string> = new Set(['draft', 'quotation']);

const INVOICE_STATUS: ReadonlyMap<string, OrderObservation['invoices'][number]['status']> = new Map([
  ['posted', 'POSTED'],
  ['paid', 'PAID'],
  ['cancelled', 'CANCELLED'],
]);

const LONGEST_WORD = 60;
/** The sum of versions starts here, to stay far below what a number holds exactly. */
const EPOCH_S = Date.UTC(2020, 0, 1) / 1000;

/** Milliseconds since 2020 of a record's last change. */
export function changeOf(stamp: string): number {
  return Math.round((Number(stamp) - EPOCH_S) * 1000);
}

/**
 * Tryton has no version of a sale with all that hangs on it, and no change of a shipment touches the sale. But each of their
 * records has a time of change, which only rises; so does the sum, and no change leaves it as it was.
 */
function versionOf({ stamp, lines, shipments, invoices }: Sale): number {
  const moves = lines.flatMap((line) => [line.stamp, ...line.moves.map(({ _timestamp }) => _timestamp)]);
  const stamps = [stamp, ...moves, ...shipments.map((shipment) => shipment.stamp), ...invoices.map((invoice) => invoice.stamp)];
  return stamps.reduce((total, each) => total + changeOf(each), 0);
}

/** Whether the ERP has not taken this order yet: a create is under way, or was refused and taken back by ourselves. */
export function isUnfinished({ state, changedBy }: Pick<Sale, 'state' | 'changedBy'>, us: number): boolean {
  return UNFINISHED.has(state) || (state === 'cancelled' && changedBy === us);
}

function statusOf(sale: Sale, isHeld: boolean): Status {
  if (sale.state === 'cancelled') return 'CANCELLED';
  if (OPEN.has(sale.state)) return isHeld ? 'ON_HOLD' : 'OPEN';
  if (sale.state !== 'done') return 'UNKNOWN';
  const ours = sale.lines.filter((line) => lineKeyOf(line) !== undefined);
  return ours.every((line) => cancelledOf(sale, line) >= line.quantity) ? 'CANCELLED' : 'COMPLETED';
}

/** A shipment that was put back to draft waits for somebody: for us, or for people in the ERP. */
function holdsOf({ shipments }: Sale, { heldBy }: Notes, us: number): readonly string[] {
  const theirs = shipments.some(({ state, changedBy }) => state === 'draft' && changedBy !== us);
  return [...(heldBy === undefined ? [] : ['MANUAL']), ...(theirs ? ['ERP_BLOCK'] : [])];
}

function toInvoices({ invoices, lines, currency }: Sale): OrderObservation['invoices'] {
  return invoices.flatMap(({ id, number, state, issuedOn, total }) => {
    const status = INVOICE_STATUS.get(state);
    if (status === undefined || number === null || issuedOn === null) return [];
    const posted = lines.flatMap((line) => {
      const lineKey = lineKeyOf(line);
      const parts = line.invoiced.filter(({ invoice, quantity }) => invoice === id && quantity > 0);
      return lineKey === undefined
        ? []
        : parts.map(({ quantity, amount }) => ({ lineKey, quantity, amount: fromDecimal(amount, currency) }));
    });
    const document = { invoiceId: String(id), number, issuedAt: `${issuedOn}T00:00:00Z`, total: fromDecimal(total, currency) };
    return [{ ...document, status, lines: posted }];
  });
}

/** Shipments that left. Which day is all that Tryton keeps of when; a tracking number it has no place for. */
function toShipments({ shipments, lines }: Sale): readonly Shipment[] {
  return shipments
    .filter(({ state }) => state === 'done')
    .flatMap(({ id, number, shippedOn }) => {
      const contents = lines.flatMap((line) => {
        const lineKey = lineKeyOf(line);
        const moves = line.moves.filter(({ shipment, state }) => shipment === `stock.shipment.out,${id}` && state === 'done');
        const quantity = plus(...moves.map((move) => move.quantity));
        return lineKey === undefined || quantity <= 0 ? [] : [{ lineKey, quantity }];
      });
      if (contents.length === 0) return [];
      const name = number ?? String(id);
      const left = shippedOn === null ? {} : { shippedAt: `${shippedOn}T00:00:00Z` };
      return [{ shipmentId: name, status: 'SHIPPED' as const, ...left, packages: [{ packageId: name, contents }] }];
    });
}

/** An invoice that was posted and then cancelled takes back what it had invoiced. */
function toReversals({ invoices, lines }: Sale): OrderObservation['reversals'] {
  return invoices.flatMap(({ id, number, state }) => {
    if (state !== 'cancelled' || number === null) return [];
    return lines.flatMap((line) => {
      const lineKey = lineKeyOf(line);
      const parts = line.invoiced.filter(({ invoice, quantity }) => invoice === id && quantity > 0);
      return lineKey === undefined
        ? []
        : parts.map(({ quantity }) => ({ lineKey, bucket: 'invoiced' as const, quantity, reference: number }));
    });
  });
}

export type Sight = { readonly endpoint: string; readonly observedAt: string; readonly us: number };

/** Undefined for a sale that is not ours or not taken yet. */
export function toObservation(sale: Sale, notes: Notes, { endpoint, observedAt, us }: Sight): OrderObservation | undefined {
  if (!OrderKey.safeParse(sale.reference).success || isUnfinished(sale, us)) return undefined;
  const holds = [...holdsOf(sale, notes, us)];
  return {
    ...{ kind: 'order', endpoint, orderKey: sale.reference, nativeId: String(sale.id), version: versionOf(sale), observedAt },
    ...(sale.number !== undefined && { nativeNumber: sale.number }),
    ...{ rawStatus: sale.state.slice(0, LONGEST_WORD), status: statusOf(sale, holds.length > 0), holds },
    lines: sale.lines.flatMap((line) => {
      const lineKey = lineKeyOf(line);
      return lineKey === undefined ? [] : [{ lineKey, ...bucketsOf(sale, line, notes.shortLines) }];
    }),
    ...{ shipments: [...toShipments(sale)], invoices: toInvoices(sale), reversals: toReversals(sale) },
  };
}

/** What can be said of a sale that cannot be read: that it is there. */
export const SaleKeys = z.looseObject({ id: z.int(), reference: z.string().nullable(), _timestamp: z.string() });

/** Undefined for a sale that is not ours. */
export function toUnreadable({ id, reference, _timestamp }: z.infer<typeof SaleKeys>, sight: Sight): OrderObservation | undefined {
  const orderKey = OrderKey.safeParse(reference);
  if (!orderKey.success) return undefined;
  const { endpoint, observedAt } = sight;
  return {
    ...{ kind: 'order', endpoint, orderKey: orderKey.data, nativeId: String(id), version: changeOf(_timestamp), observedAt },
    ...{ rawStatus: 'UNREADABLE', status: 'UNKNOWN', holds: [], lines: [], invoices: [], reversals: [] },
  };
}
