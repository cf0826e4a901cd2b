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

function isEmpty(sale: Sale, { id }: SaleShipment): boolean {
  return !sale.lines.some((line) => line.moves.some((move) => isLive(move) && shipmentOf(sale, move)?.id === id));
}

/** Shipments that we stopped and that are to go on. What people put back to draft waits for them. */
async function leftStopped(records: Records, { sale, notes }: Subject): Promise<readonly SaleShipment[]> {
  const { user } = await records.me();
  const stopped = sale.shipments.filter(({ state, changedBy }) => state === 'draft' && changedBy === user);
  return notes.heldBy === undefined ? stopped : stopped.filter((shipment) => isEmpty(sale, shipment));
}

/** Lets stopped shipments go on; one that nothing is left of is cancelled. */
async function goOn(records: Records, subject: Subject): Promise<void> {
  for (const shipment of await leftStopped(records, subject))
    await records.press(SHIPMENT, isEmpty(subject.sale, shipment) ? 'cancel' : 'wait', [shipment.id]);
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
  await goOn(records, { ...subject, sale });
  return outstanding(sale, targets).length === 0 ? done(sale) : tooLate();
}

/** Cancels quantities of lines. The note it leaves first makes repeating it harmless. */
export async function cancelQuantity(records: Records, deed: Deed, lines: readonly LineQuantity[]): Promise<Outcome> {
  const subject = await find(records, deed.saleId);
  return cancelUpTo(records, subject, await plan(records, subject, deed, lines));
}

/** How far a deed has come, by what it left in Tryton. */
export type Progress = { readonly sale: Sale; readonly stage: 'NONE' | 'BEGUN' | 'DONE' };

/** The note comes first, and stopped shipments go on last. */
export async function cancellationProgress(records: Records, deed: Deed): Promise<Progress> {
  const subject = await find(records, deed.saleId);
  const { sale, notes } = subject;
  const targets = notes.cancellations.get(deed.commandId);
  if (!targets) return { sale, stage: 'NONE' };
  const isDone = outstanding(sale, targets).length === 0 && (await leftStopped(records, subject)).length === 0;
  return { sale, stage: isDone ? 'DONE' : 'BEGUN' };
}

/** Cancelling all leaves no note: repeating it is harmless. */
export async function removalProgress(records: Records, { saleId }: Deed): Promise<Progress> {
  const subject = await find(records, saleId);
  const { sale } = subject;
  const isOpen = isUntaken(sale) || sale.lines.some((line) => line.moves.some(isLive) || undecided(line).length > 0);
  const isDone = !isOpen && (await leftStopped(records, subject)).length === 0;
  return { sale, stage: isDone ? 'DONE' : 'BEGUN' };
}

function isUntaken({ state }: Sale): boolean {
  return state === 'draft' || state === 'quotation';
}

/** Cancels all that has not left of a document that should not be. */
export async function cancelAll(records: Records, deed: Deed): Promise<Outcome> {
  const subject = await find(records, deed.saleId);
  const { sale } = subject;
  if (isUntaken(sale)) await records.press('sale.sale', 'cancel', [sale.id]);
  const ours = sale.lines.filter((line) => (line.moves.some(isLive) || undecided(line).length > 0) && lineKeyOf(line) !== undefined);
  const targets = ours.map((line) => ({
    lineKey: lineKeyOf(line) ?? 0,
    quantity: plus(cancelledOf(sale, line), sum(line.moves.filter(isLive)), sum(undecided(line))),
  }));
  return cancelUpTo(records, subject, targets);
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
  await goOn(records, { sale, notes: await notesOf(records, sale.id) });
  return done(sale);
}

/** A hold whose note is there while the warehouse may still pick is only begun. */
export async function holdProgress(records: Records, { commandId, saleId }: Deed): Promise<Progress> {
  const { sale, notes } = await find(records, saleId);
  if (notes.heldBy !== commandId) return { sale, stage: 'NONE' };
  return { sale, stage: sale.shipments.some(({ state }) => state === 'waiting' || state === 'assigned') ? 'BEGUN' : 'DONE' };
}

export async function releaseProgress(records: Records, { saleId }: Deed): Promise<Progress> {
  const subject = await find(records, saleId);
  const { sale, notes } = subject;
  if (notes.heldBy !== undefined) return { sale, stage: 'NONE' };
  return { sale, stage: (await leftStopped(records, subject)).length > 0 ? 'BEGUN' : 'DONE' };
}

/** Sends all that has not left, and all that follows, to another address. */
export async function changeAddress(records: Records, deed: Deed, shipTo: Address): Promise<Outcome> {
  const { sale } = await find(records, deed.saleId);
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
  await goOn(records, await find(records, deed.saleId));
  return stopped.length > 0 ? done(sale) : tooLate();
}
