/**
 * The creation of a sale, which takes several calls: the draft, its quotation, its confirmation. It goes on from wherever an
 * earlier try stopped, since nothing in Tryton keeps a reference unique: it looks first, under a lock of the reference.
 */
import type { CustomerOrder } from '../../../canonical/order.ts';
import type { Outcome } from '../../engine/endpoint.ts';
import { documentDiffers } from '../kit/outcome.ts';
import { faultsText } from '../kit/refusal-text.ts';
import { assess } from './assess.ts';
import type { Terms } from './assess.ts';
import { refused } from './explanations.ts';
import { isUnfinished } from './mapping.ts';
import { ensureAddress } from './master-data.ts';
import { noteShortLine } from './notes.ts';
import { holdsOrder, toHeader, toLines } from './order-request.ts';
import { CallFailed, fail, isShortStock } from './records.ts';
import type { Records } from './records.ts';
import { readSale, readSales } from './sale.ts';
import type { Sale } from './sale.ts';

async function valuesOf(records: Records, order: CustomerOrder, terms: Terms): Promise<{ header: object; lines: readonly object[] }> {
  const { customer, currency, products, faults } = await assess(records, order, terms);
  const [first] = faults;
  if (first || !customer || currency === undefined) {
    const lineKeys = order.lines.map(({ lineKey }) => lineKey);
    return fail(refused(first?.code ?? 'UNKNOWN_CUSTOMER', faultsText(faults, lineKeys) || undefined));
  }
  const shipTo = await ensureAddress(records, customer.id, order.shipTo);
  return { header: toHeader(order, customer, { currency, shipTo }), lines: toLines(order, products, terms) };
}

async function again(records: Records, id: number): Promise<Sale> {
  const sale = await readSale(records, String(id));
  return sale ?? fail({ class: 'CONFLICT', code: 'SALE_GONE', message: 'The document was deleted meanwhile' });
}

async function enter(records: Records, order: CustomerOrder, terms: Terms): Promise<Sale> {
  const { header, lines } = await valuesOf(records, order, terms);
  return again(records, await records.create('sale.sale', { ...header, lines: [['create', lines]] }));
}

/** Brings a sale that was refused or left behind to where it can go on, and to what the order says now. */
async function correct(records: Records, sale: Sale, order: CustomerOrder, terms: Terms): Promise<Sale> {
  const values = holdsOrder(sale, order) ? undefined : await valuesOf(records, order, terms);
  if (sale.state === 'cancelled' || (values && sale.state !== 'draft')) await records.press('sale.sale', 'draft', [sale.id]);
  const old = sale.lines.map(({ id }) => id);
  if (values)
    await records.write('sale.sale', [sale.id], {
      ...values.header,
      lines: [
        ['delete', old],
        ['create', values.lines],
      ],
    });
  return again(records, sale.id);
}

/** Presses a button that leads on and reads what came of it, since a button pressed in the wrong state says nothing. */
async function advance(records: Records, sale: Sale, button: 'quote' | 'confirm', terms: Terms): Promise<Sale> {
  await records.press('sale.sale', button, [sale.id], {
    consents: async (warning) => {
      if (terms.shortStock !== 'backorder' || !isShortStock(warning)) return false;
      await noteShortLine(records, sale.id, Number(warning.split('_').at(-1)));
      return true;
    },
  });
  const next = await again(records, sale.id);
  if (next.state !== sale.state) return next;
  return fail({ class: 'LOCKED', code: 'NOT_MOVED', message: 'The document did not move on' });
}

/** States in which the ERP has taken an order. */
const TAKEN: ReadonlySet<string> = new Set(['confirmed', 'processing', 'done']);

async function finish(records: Records, sale: Sale, terms: Terms): Promise<Outcome> {
  let current = sale;
  if (current.state === 'draft') current = await advance(records, current, 'quote', terms);
  if (current.state === 'quotation') current = await advance(records, current, 'confirm', terms);
  const { id, number, state } = current;
  // A late answer to an earlier try may have put it back.
  if (!TAKEN.has(state)) fail({ class: 'CONFLICT', code: 'SALE_MOVED', message: 'The document was changed meanwhile' });
  return { class: 'ACK', document: { nativeId: String(id), ...(number !== undefined && { nativeNumber: number }) } };
}

/** A refused order leaves no quotation behind that somebody could confirm by mistake. Corrected, it goes on in the same document. */
async function withdrawing(records: Records, sale: Sale, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CallFailed && error.failure.class === 'REJECT') await records.press('sale.sale', 'cancel', [sale.id]);
    throw error;
  }
}

/** Sales that carry the order's reference, oldest first; where one of our customer is there, the others do not count. */
export async function findByReference(records: Records, order: CustomerOrder): Promise<readonly Sale[]> {
  const sales = await readSales(records, [['reference', '=', order.orderKey]]);
  const ours = sales.filter(({ customer }) => customer === order.customer.customerKey);
  return ours.length > 0 ? ours : sales;
}

export async function createOrder(records: Records, order: CustomerOrder, terms: Terms): Promise<Outcome> {
  const { user } = await records.me();
  const found = await findByReference(records, order);
  const taken = found.filter((sale) => !isUnfinished(sale, user) || sale.madeBy !== user);
  const [document] = taken;
  if (document) {
    if (!taken.every((sale) => holdsOrder(sale, order) && !isUnfinished(sale, user))) return documentDiffers();
    if (taken.length > 1)
      fail({ class: 'IN_DOUBT', code: 'SEVERAL_DOCUMENTS', message: 'The system has more than one document of this key' });
    return {
      class: 'ALREADY_DONE',
      document: { nativeId: String(document.id), ...(document.number !== undefined && { nativeNumber: document.number }) },
    };
  }
  const begun = found.find(({ state }) => state !== 'cancelled') ?? found[0];
  const sale = begun ? await correct(records, begun, order, terms) : await enter(records, order, terms);
  return withdrawing(records, sale, () => finish(records, sale, terms));
}
