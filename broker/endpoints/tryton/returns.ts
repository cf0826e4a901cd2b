/**
 * Asking for a return, and taking the question back. Tryton would return more than was shipped, and of another customer's order;
 * so that is checked here. Source: module sale_complaint 6.0, complaint.py.
 */
import { z } from 'zod';
import { minus, plus } from '../../../canonical/quantity.ts';
import type { ReturnRequest } from '../../../canonical/returns.ts';
import type { Outcome, ProbeOutcome } from '../../engine/endpoint.ts';
import { documentDiffers } from '../kit/outcome.ts';
import { refused, refusedLine } from './explanations.ts';
import { shippedOf } from './quantities.ts';
import { fail } from './records.ts';
import type { Records } from './records.ts';
import { giveUpArrivals } from './receipts.ts';
import { broughtBy, hasArrived, idOf, isGivenUp, readComplaints, readReturns, sumOf, toRef } from './return-document.ts';
import type { Complaint, ReturnDocument } from './return-document.ts';
import { lineKeyOf, readSale } from './sale.ts';
import type { Sale, SaleLine } from './sale.ts';

const COMPLAINT = 'sale.complaint';
const Id = z.object({ id: z.int() });

/** Complaints that nothing comes of. */
const DEAD: ReadonlySet<string> = new Set(['rejected', 'cancelled']);

type Asked = { readonly lineId: number; readonly quantity: number };

function isTakenBack({ complaint, sale }: ReturnDocument): boolean {
  if (!sale) return DEAD.has(complaint.state);
  return sale.state === 'cancelled' || (sale.state === 'done' && isGivenUp(sale));
}

/** What a return takes up of a line: what was asked for, or once it is over what came. */
function claimedBy(document: ReturnDocument, line: SaleLine): number {
  const { complaint, sale } = document;
  if (isTakenBack(document)) return 0;
  if (sale?.state === 'done' && sale.arrivals.length > 0)
    return sumOf(
      sale.arrivals.filter(hasArrived).flatMap((arrival) => broughtBy(sale, arrival)),
      lineKeyOf(line) ?? 0,
    );
  return plus(...complaint.lines.filter(({ lineId }) => lineId === line.id).map(({ quantity }) => quantity));
}

/** The lines of the sale that the request means, none beyond what was shipped and is not on its way back yet. */
function askedOf(sale: Sale, { lines }: ReturnRequest, others: readonly ReturnDocument[]): readonly Asked[] {
  return lines.map(({ lineKey, sku, quantity }) => {
    const line = sale.lines.find((each) => lineKeyOf(each) === lineKey);
    if (line?.sku !== sku) return fail(refusedLine('NO_SUCH_LINE', lineKey));
    const left = minus(shippedOf(sale, line), plus(...others.map((each) => claimedBy(each, line))));
    if (quantity > left) return fail(refusedLine('MORE_THAN_SHIPPED', lineKey));
    return { lineId: line.id, quantity };
  });
}

function asksFor(complaint: Complaint, sale: Sale | undefined, { lines }: ReturnRequest): boolean {
  if (complaint.lines.length !== lines.length) return false;
  return lines.every(({ lineKey, quantity }) => {
    const line = sale?.lines.find((each) => lineKeyOf(each) === lineKey);
    return complaint.lines.some((each) => each.lineId === line?.id && each.quantity === quantity);
  });
}

async function findByKey(records: Records, returnKey: string): Promise<readonly Complaint[]> {
  return readComplaints(records, [['reference', '=', returnKey]]);
}

async function enter(records: Records, sale: Sale, request: ReturnRequest): Promise<number> {
  const complaints = await readComplaints(records, [['origin', '=', `sale.sale,${sale.id}`]]);
  const others = await readReturns(
    records,
    complaints.map(({ id }) => id),
  );
  const asked = askedOf(sale, request, others);
  const [type] = await records.search('sale.complaint.type', {
    domain: [['origin.model', '=', 'sale.sale']],
    fields: ['id'],
    row: Id,
    limit: 1,
  });
  if (!type) return fail({ class: 'CONFIG', code: 'NO_COMPLAINT_TYPE', message: 'The ERP has no type of complaint about sales' });
  const lines = asked.map(({ lineId, quantity }) => ({ line: lineId, quantity }));
  return records.create(COMPLAINT, {
    ...{ reference: request.returnKey, customer: sale.party, type: type.id, origin: `sale.sale,${sale.id}` },
    description: request.lines.map(({ lineKey, reason }) => `${lineKey}: ${reason}`).join('\n'),
    actions: [['create', [{ action: 'sale_return', sale_lines: [['create', lines]] }]]],
  });
}

/** Asks for approval, and reads whether it was asked for. */
async function submit(records: Records, complaintId: number): Promise<Outcome> {
  await records.press(COMPLAINT, 'wait', [complaintId]);
  const [complaint] = await readComplaints(records, [['id', '=', complaintId]]);
  if (!complaint || complaint.state === 'draft')
    return fail({ class: 'LOCKED', code: 'NOT_MOVED', message: 'The document did not move on' });
  return { class: 'ACK', document: toRef(complaint) };
}

export async function createReturn(records: Records, saleId: string, request: ReturnRequest): Promise<Outcome> {
  const sale = (await readSale(records, saleId)) ?? fail(refused('NO_SUCH_ORDER'));
  const [known, ...more] = await findByKey(records, request.returnKey);
  if (!known) return submit(records, await enter(records, sale, request));
  if (more.length > 0) fail({ class: 'IN_DOUBT', code: 'SEVERAL_DOCUMENTS', message: 'The system has more than one document of this key' });
  if (!asksFor(known, sale, request)) return documentDiffers();
  return known.state === 'draft' ? submit(records, known.id) : { class: 'ALREADY_DONE', document: toRef(known) };
}

export async function probeReturn(records: Records, request: ReturnRequest): Promise<ProbeOutcome> {
  const found = await findByKey(records, request.returnKey);
  if (found.length === 0) return { class: 'NOT_FOUND' };
  if (found.every(({ state }) => state === 'draft')) return { class: 'UNFINISHED' };
  const sale = await readSale(records, String(found[0]?.saleId));
  return { class: 'FOUND', documents: found.map((complaint) => ({ ...toRef(complaint), matches: asksFor(complaint, sale, request) })) };
}

/** Takes a return back while nothing has come: the question, the return that came of it, or what a confirmed one expects. */
export async function cancelReturn(records: Records, name: string): Promise<Outcome> {
  const [document] = await readReturns(records, [idOf(name)]);
  if (!document) return refused('NO_SUCH_RETURN');
  const { complaint, sale } = document;
  if (!sale) await records.press(COMPLAINT, 'cancel', [complaint.id]);
  else if (sale.state === 'draft' || sale.state === 'quotation') await records.press('sale.sale', 'cancel', [sale.id]);
  else if (sale.arrivals.every(({ state }) => state === 'draft' || state === 'cancelled')) await giveUpArrivals(records, sale);
  const [now] = await readReturns(records, [complaint.id]);
  return now && isTakenBack(now) && now.complaint.state !== 'rejected' ? { class: 'ACK', document: toRef(complaint) } : refused('TOO_LATE');
}
