/**
 * Goods of a return that a warehouse has received, booked in Tryton: what was taken back comes in, what was refused at inspection
 * is noted and given up. Source: module stock 6.0, shipment.py (ShipmentOutReturn: draft, received, done).
 */
import type { LineQuantity } from '../../../canonical/fulfilment.ts';
import { minus, plus } from '../../../canonical/quantity.ts';
import type { ReturnReceipt } from '../../../canonical/returns.ts';
import type { Outcome, ProbeOutcome } from '../../engine/endpoint.ts';
import { refused } from './explanations.ts';
import { noteDeed } from './notes.ts';
import { fail } from './records.ts';
import type { Records } from './records.ts';
import { broughtBy, hasArrived, idOf, keysOf, nameOf, readReturns, sumOf, toRef } from './return-document.ts';
import type { Arrival, ReturnDocument, ReturnSale } from './return-document.ts';

const ARRIVAL = 'stock.shipment.out.return';

/** A return that people have confirmed. */
export type ConfirmedReturn = ReturnDocument & { readonly sale: ReturnSale };

export async function findConfirmed(records: Records, name: string): Promise<ConfirmedReturn> {
  const [document] = await readReturns(records, [idOf(name)]);
  if (!document) return fail(refused('NO_SUCH_RETURN'));
  const { sale } = document;
  if (sale?.state !== 'processing' && sale?.state !== 'done') return fail(refused('NOT_AUTHORIZED'));
  return { ...document, sale };
}

function refusedOf({ lines, dispositions }: ReturnReceipt): readonly LineQuantity[] {
  return lines
    .map(({ lineKey }) => ({
      lineKey,
      quantity: sumOf(
        dispositions.filter(({ accepted }) => accepted === false),
        lineKey,
      ),
    }))
    .filter(({ quantity }) => quantity > 0);
}

/** Only what is all to be stock again is put away; where people are to decide it stays where it came in. */
function isForStock({ dispositions }: ReturnReceipt): boolean {
  const taken = dispositions.filter(({ accepted }) => accepted !== false);
  return taken.length > 0 && taken.every((each) => each.taken === 'RESTOCK');
}

/** Has the arrival bring what was taken back, and carry the warehouse's name for it, unless somebody changed it since. */
async function adjust(records: Records, sale: ReturnSale, receipt: ReturnReceipt): Promise<void> {
  const open = sale.arrivals.find(({ state, reference }) => state === 'draft' && reference === null);
  if (!open) fail(refused('NOTHING_EXPECTED'));
  const [keys, turnedAway] = [keysOf(sale), refusedOf(receipt)];
  const expected = broughtBy(sale, open);
  for (const { lineKey, quantity } of receipt.lines) if (quantity > sumOf(expected, lineKey)) fail(refused('MORE_THAN_EXPECTED'));
  const moves = open.moves.map(({ id, origin }) => {
    const lineKey = keys.get(origin ?? '') ?? 0;
    const taken = minus(sumOf(receipt.lines, lineKey), sumOf(turnedAway, lineKey));
    return ['write', [id], { quantity: taken }];
  });
  const values = { reference: receipt.receiptId, incoming_moves: moves };
  await records.write(ARRIVAL, [open.id], values, { [`${ARRIVAL},${open.id}`]: open.stamp });
}

function arrivalOf({ arrivals }: ReturnSale, receiptId: string): Arrival | undefined {
  return arrivals.find(({ reference, state }) => reference === receiptId && state !== 'cancelled');
}

async function pressOn(records: Records, document: ConfirmedReturn, receiptId: string, button: 'receive' | 'done'): Promise<Arrival> {
  const { id, state } = arrivalOf(document.sale, receiptId) ?? fail(refused('NOTHING_EXPECTED'));
  await records.press(ARRIVAL, button, [id]);
  const now = arrivalOf((await findConfirmed(records, nameOf(document.complaint.id))).sale, receiptId);
  return now && now.state !== state ? now : fail({ class: 'LOCKED', code: 'NOT_MOVED', message: 'The document did not move on' });
}

/** Gives up what is still expected. Repeating it is harmless. */
export async function giveUpArrivals(records: Records, sale: ReturnSale): Promise<void> {
  for (const { id } of sale.arrivals.filter(({ state }) => state === 'draft')) await records.press(ARRIVAL, 'cancel', [id]);
  const [now] = await readReturns(records, [idOf(sale.origin ?? '')]);
  const moves = (now?.sale?.lines ?? []).flatMap(({ undecided }) => undecided);
  const fill = () => ({ ask: { recreate_moves: [], domain_moves: moves } });
  if (moves.length > 0)
    await records.wizard('sale.handle.shipment.exception', { model: 'sale.sale', id: sale.id }, { state: 'handle', fill });
}

/** Whether all that was to come has come or was refused. */
function isAllThere({ sale, notes }: ConfirmedReturn): boolean {
  const came = [...sale.arrivals.filter(hasArrived).flatMap((arrival) => broughtBy(sale, arrival)), ...[...notes.refusals.values()].flat()];
  return [...keysOf(sale).values()].every((lineKey) => {
    const wanted = plus(...sale.lines.filter((line) => Number(line.note) === lineKey).map(({ quantity }) => quantity));
    return sumOf(came, lineKey) >= wanted;
  });
}

function isBooked(arrival: Arrival | undefined, receipt: ReturnReceipt): boolean {
  return arrival?.state === 'done' || (arrival?.state === 'received' && !isForStock(receipt));
}

/** Nothing of it was taken back, so nothing comes in. */
function isRefusedWhole(receipt: ReturnReceipt): boolean {
  return receipt.lines.every(({ lineKey, quantity }) => sumOf(refusedOf(receipt), lineKey) >= quantity);
}

async function bringIn(records: Records, document: ConfirmedReturn, receipt: ReturnReceipt): Promise<void> {
  const { receiptId } = receipt;
  let current = document;
  if (!arrivalOf(current.sale, receiptId)) {
    await adjust(records, current.sale, receipt);
    current = await findConfirmed(records, nameOf(document.complaint.id));
  }
  let arrival = arrivalOf(current.sale, receiptId);
  if (arrival?.state === 'draft') arrival = await pressOn(records, current, receiptId, 'receive');
  if (arrival?.state === 'received' && isForStock(receipt)) await pressOn(records, current, receiptId, 'done');
}

/** Books an arrival once, by the warehouse's name for it. */
export async function confirmReceipt(records: Records, name: string, receipt: ReturnReceipt): Promise<Outcome> {
  const document = await findConfirmed(records, name);
  const turnedAway = refusedOf(receipt);
  if (turnedAway.length > 0 && !document.notes.refusals.has(receipt.receiptId))
    await noteDeed(records, document.sale.id, { kind: 'refusals', by: receipt.receiptId }, turnedAway);
  if (!isRefusedWhole(receipt)) await bringIn(records, document, receipt);
  const now = await findConfirmed(records, name);
  if (isAllThere(now)) await giveUpArrivals(records, now.sale);
  return { class: 'ACK', document: toRef(now.complaint) };
}

export async function probeReceipt(records: Records, name: string, receipt: ReturnReceipt): Promise<ProbeOutcome> {
  const document = await findConfirmed(records, name);
  const { sale, notes, complaint } = document;
  const arrival = arrivalOf(sale, receipt.receiptId);
  const isNoted = notes.refusals.has(receipt.receiptId);
  if (!arrival && !isNoted) return { class: 'NOT_FOUND' };
  const isOver = !isAllThere(document) || !sale.arrivals.some(({ state }) => state === 'draft');
  const isDone = isOver && (isRefusedWhole(receipt) ? isNoted : isBooked(arrival, receipt));
  return isDone ? { class: 'FOUND', documents: [{ ...toRef(complaint), matches: true }] } : { class: 'UNFINISHED' };
}
