/**
 * Changes to what has not left yet: cancelling, holding, another address. All begin by putting the shipments back to draft, where
 * the warehouse cannot pick them; one that is picked already stays, and the change comes too late. Source: module stock 6.0,
 * shipment.py (transitions), and module sale 6.0, sale.py (HandleShipmentException).
 */
import type { LineQuantity } from '../../../canonical/fulfilment.ts';
import type { Address } from '../../../canonical/party.ts';
import { minus, plus } from '../../../canonical/quantity.ts';
import type { Outcome } from '../../engine/endpoint.ts';
import { ensureAddress } from './master-data.ts';
import { noteDeed, noteHold, notesOf, removeHold } from './notes.ts';
import type { Notes } from './notes.ts';
import { cancelledOf, isLive, shipmentOf } from './quantities.ts';
import { fail } from './records.ts';
import type { Records } from './records.ts';
import { lineKeyOf, readSale } from './sale.ts';
import type { Sale, SaleLine, SaleShipment } from './sale.ts';

const SHIPMENT = 'stock.shipment.out';

/** States from which a shipment can be put back to draft. */
const STOPPABLE: ReadonlySet<string> = new Set(['draft', 'waiting', 'assigned']);

export type Deed = { readonly commandId: string; readonly saleId: string };

type Subject = { readonly sale: Sale; readonly notes: Notes };

function tooLate(): never {
  return fail({ class: 'REJECT', code: 'TOO_LATE', message: 'The warehouse has it in hand already' });
}

async function find(records: Records, saleId: string): Promise<Subject> {
  const sale = await readSale(records, saleId);
  if (!sale) return fail({ class: 'REJECT', code: 'NO_SUCH_ORDER', message: 'The ERP has no such document' });
  return { sale, notes: await notesOf(records, sale.id) };
}

function done({ id, number }: Sale): Outcome {
  return { class: 'ACK', document: { nativeId: String(id), ...(number !== undefined && { nativeNumber: number }) } };
}

/** Puts shipments back to draft, unless somebody changed them since we read them; answers those that are. */
async function stop(records: Records, sale: Sale, shipments: readonly SaleShipment[]): Promise<readonly SaleShipment[]> {
  for (const { id, state, stamp } of shipments) {
    if (state === 'assigned') await records.press(SHIPMENT, 'wait', [id], { unchanged: { [`${SHIPMENT},${id}`]: stamp } });
    const unchanged = state === 'waiting' ? { unchanged: { [`${SHIPMENT},${id}`]: stamp } } : {};
    if (state !== 'draft') await records.press(SHIPMENT, 'draft', [id], unchanged);
  }
  const now = await readSale(records, String(sale.id));
  const ids = new Set(shipments.map(({ id }) => id));
  return (now?.shipments ?? []).filter(({ id, state }) => ids.has(id) && state === 'draft');
}

function stoppable({ shipments }: Sale): readonly SaleShipment[] {
  return shipments.filter(({ state }) => STOPPABLE.has(state));
}

function cancellableMoves(sale: Sale, line: SaleLine): SaleLine['moves'] {
  return line.moves.filter((move) => isLive(move) && STOPPABLE.has(shipmentOf(sale, move)?.state ?? ''));
}

function lineOf({ lines }: Sale, lineKey: number): SaleLine {
  const line = lines.find((each) => lineKeyOf(each) === lineKey);
  return line ?? fail({ class: 'REJECT', code: 'NO_SUCH_LINE', message: 'The ERP has no such line' });
}

/** Moves that are cancelled while nobody has decided yet whether to ship anew. */
function undecided({ moves, ignored, recreated }: SaleLine): SaleLine['moves'] {
  return moves.filter(({ id, state }) => state === 'cancelled' && !ignored.includes(id) && !recreated.includes(id));
}

function sum(quantities: readonly { readonly quantity: number }[]): number {
  return plus(...quantities.map(({ quantity }) => quantity));
}

/** What the lines are to have been cancelled in all, so that the deed can be gone on with wherever it stopped. */
async function plan(
  records: Records,
  { sale, notes }: Subject,
  deed: Deed,
  asked: readonly LineQuantity[],
): Promise<readonly LineQuantity[]> {
  const known = notes.cancellations.get(deed.commandId);
  if (known) return known;
  const targets = asked.map(({ lineKey, quantity }) => {
    const line = lineOf(sale, lineKey);
    if (quantity > sum(cancellableMoves(sale, line))) tooLate();
    return { lineKey, quantity: plus(cancelledOf(sale, line), quantity) };
  });
  await noteDeed(records, sale.id, { kind: 'cancellations', by: deed.commandId }, targets);
  return targets;
}

function isLoose({ shipment }: SaleLine['moves'][number]): boolean {
  return shipment === null;
}

/**
 * One step on the way of a line: a move that is larger than what is left is divided; one that is not is taken out of its
 * shipment, which could not be put back to draft with a cancelled move in it; one that is out is cancelled.
 */
async function cancelStep(records: Records, sale: Sale, line: SaleLine, quantity: number): Promise<void> {
  let left = minus(quantity, sum(undecided(line)));
  for (const move of [...line.moves.filter((each) => isLive(each) && isLoose(each)), ...cancellableMoves(sale, line)]) {
    if (left <= 0) return;
    const shipment = shipmentOf(sale, move);
    if (!shipment) await records.press('stock.move', 'cancel', [move.id]);
    else if (move.quantity <= left) await records.write(SHIPMENT, [shipment.id], { outgoing_moves: [['remove', [move.id]]] });
    else {
      const rest = ['write', [move.id], { quantity: minus(move.quantity, left) }];
      await records.write(SHIPMENT, [shipment.id], { outgoing_moves: [rest, ['copy', [move.id], { quantity: left }]] });
    }
    left = minus(left, move.quantity);
  }
}

function outstanding(sale: Sale, targets: readonly LineQuantity[]): readonly { readonly line: SaleLine; readonly quantity: number }[] {
  return targets
    .map(({ lineKey, quantity }) => ({ line: lineOf(sale, lineKey), quantity }))
    .map(({ line, quantity }) => ({ line, quantity: minus(quantity, cancelledOf(sale, line)) }))
    .filter(({ quantity }) => quantity > 0);
}

/** Decides that what was cancelled is not to be shipped anew. */
async function giveUp(records: Records, sale: Sale, lines: readonly SaleLine[]): Promise<void> {
  const moves = lines.flatMap(undecided).map(({ id }) => id);
  if (moves.length === 0) return;
  const fill = () => ({ ask: { recreate_moves: [], domain_moves: moves } });
  await records.wizard('sale.handle.shipment.exception', { model: 'sale.sale', id: sale.id }, { state: 'handle', fill });
}

/** Lets stopped shipments go on; one that nothing is left of is cancelled. */
async function goOn(records: Records, sale: Sale, isHeld: boolean): Promise<void> {
  for (const shipment of sale.shipments.filter(({ state }) => state === 'draft')) {
    const moves = sale.lines.flatMap((line) => line.moves).filter((move) => isLive(move) && shipmentOf(sale, move)?.id === shipment.id);
    if (moves.length === 0) await records.press(SHIPMENT, 'cancel', [shipment.id]);
    else if (!isHeld) await records.press(SHIPMENT, 'wait', [shipment.id]);
  }
}

/** More rounds than a cancellation takes: divide, take out, cancel, decide. */
const MOST_ROUNDS = 6;

async function cancelUpTo(records: Records, subject: Subject, targets: readonly LineQuantity[]): Promise<Outcome> {
  let { sale } = subject;
  const concerned = new Set(
    outstanding(sale, targets).flatMap(({ line }) => cancellableMoves(sale, line).map((move) => shipmentOf(sale, move)?.id)),
  );
  await stop(
    records,
    sale,
    stoppable(sale).filter(({ id }) => concerned.has(id)),
  );
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    sale = (await find(records, String(sale.id))).sale;
    const left = outstanding(sale, targets);
    if (left.length === 0) break;
    const pending = left.every(({ line, quantity }) => sum(undecided(line)) >= quantity);
    if (pending)
      await giveUp(
        records,
        sale,
        left.map(({ line }) => line),
      );
    else for (const { line, quantity } of left) await cancelStep(records, sale, line, quantity);
  }
  await goOn(records, sale, subject.notes.heldBy !== undefined);
  return outstanding(sale, targets).length === 0 ? done(sale) : tooLate();
}

/** Cancels quantities of lines. The note it leaves first makes repeating it harmless. */
export async function cancelQuantity(records: Records, deed: Deed, lines: readonly LineQuantity[]): Promise<Outcome> {
  const subject = await find(records, deed.saleId);
  return cancelUpTo(records, subject, await plan(records, subject, deed, lines));
}

/** Whether the cancellation was begun and is done. */
export async function isCancelled(records: Records, deed: Deed): Promise<Sale | undefined> {
  const { sale, notes } = await find(records, deed.saleId);
  const targets = notes.cancellations.get(deed.commandId);
  return targets && outstanding(sale, targets).length === 0 ? sale : undefined;
}

/** Cancels all that has not left of a document that should not be. */
export async function cancelAll(records: Records, deed: Deed): Promise<Outcome> {
  const subject = await find(records, deed.saleId);
  const { sale } = subject;
  if (sale.state === 'draft' || sale.state === 'quotation') await records.press('sale.sale', 'cancel', [sale.id]);
  const ours = sale.lines.filter((line) => line.moves.some(isLive) && lineKeyOf(line) !== undefined);
  const targets = ours.map((line) => ({
    lineKey: lineKeyOf(line) ?? 0,
    quantity: plus(cancelledOf(sale, line), sum(line.moves.filter(isLive))),
  }));
  return targets.length === 0 ? done(sale) : cancelUpTo(records, subject, targets);
}

/** Keeps the warehouse from what it has not begun. The note says for whom the shipments wait. */
export async function hold(records: Records, deed: Deed): Promise<Outcome> {
  const { sale, notes } = await find(records, deed.saleId);
  if (stoppable(sale).length === 0) tooLate();
  if (notes.heldBy === undefined) await noteHold(records, sale.id, deed.commandId);
  if ((await stop(records, sale, stoppable(sale))).length > 0) return done(sale);
  await removeHold(records, sale.id);
  return tooLate();
}

export async function releaseHold(records: Records, { saleId }: Deed): Promise<Outcome> {
  const { sale } = await find(records, saleId);
  await removeHold(records, sale.id);
  await goOn(records, sale, false);
  return done(sale);
}

/** The command that holds the order; undefined for none. */
export async function heldBy(records: Records, saleId: string): Promise<{ readonly sale: Sale; readonly command: string | undefined }> {
  const { sale, notes } = await find(records, saleId);
  return { sale, command: notes.heldBy };
}

/** Sends all that has not left, and all that follows, to another address. */
export async function changeAddress(records: Records, deed: Deed, shipTo: Address): Promise<Outcome> {
  const { sale, notes } = await find(records, deed.saleId);
  if (stoppable(sale).length === 0) tooLate();
  const address = await ensureAddress(records, sale.party, shipTo);
  const stopped = await stop(records, sale, stoppable(sale));
  if (stopped.length > 0) {
    await records.write(
      SHIPMENT,
      stopped.map(({ id }) => id),
      { delivery_address: address },
    );
    await records.write('sale.sale', [sale.id], { shipment_address: address });
  }
  const now = (await find(records, deed.saleId)).sale;
  await goOn(records, now, notes.heldBy !== undefined);
  return stopped.length > 0 ? done(sale) : tooLate();
}
