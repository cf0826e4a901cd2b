/**
 * A return as Tryton has it: the complaint that asks for it and that a person approves, and the sale with negative quantities that
 * comes of it. Source: modules sale_complaint and sale 6.0.
 */
import { z } from 'zod';
import type { LineQuantity } from '../../../canonical/fulfilment.ts';
import type { DocumentRef } from '../../engine/endpoint.ts';
import { plus } from '../../../canonical/quantity.ts';
import { NO_NOTES, readNotes } from './notes.ts';
import type { Notes } from './notes.ts';
import type { Domain, Records } from './records.ts';
import { lineKeyOf } from './sale.ts';
import { CivilDate, Decimal } from './values.ts';

const id = z.int();
const stamp = z.string();
const text = z.string().nullable();

const actionLine = z.object({ line: id, quantity: z.number().nullable() });

const Complaint = z
  .object({
    ...{ id, number: text, reference: text, state: z.string(), origin: text, _timestamp: stamp, create_uid: id },
    'actions.': z.array(z.object({ 'sale_lines.': z.array(actionLine) })),
  })
  .transform(({ 'actions.': actions, _timestamp, create_uid: madeBy, ...rest }) => ({
    ...{ ...rest, stamp: _timestamp, madeBy, saleId: Number(/^sale\.sale,(\d+)$/.exec(rest.origin ?? '')?.[1] ?? 0) },
    lines: actions.flatMap((action) => action['sale_lines.']).map(({ line, quantity }) => ({ lineId: line, quantity: quantity ?? 0 })),
  }));

const invoiceLine = z.object({ quantity: z.number(), amount: Decimal, invoice: id.nullable() });
const returnLine = z
  .object({
    ...{ id, type: z.string(), note: text, quantity: z.number().nullable(), 'invoice_lines.': z.array(invoiceLine) },
    ...{ 'moves.': z.array(z.object({ id, state: z.string() })), moves_ignored: z.array(id), moves_recreated: z.array(id) },
  })
  .transform(({ 'invoice_lines.': credited, 'moves.': moves, moves_ignored: ignored, moves_recreated: recreated, ...rest }) => ({
    ...{ ...rest, quantity: Math.abs(rest.quantity ?? 0), credited },
    undecided: moves
      .filter(({ id: move, state }) => state === 'cancelled' && ![...ignored, ...recreated].includes(move))
      .map((move) => move.id),
  }));

const arrival = z
  .object({
    ...{ id, number: text, reference: text, state: z.string(), effective_date: CivilDate.nullable(), _timestamp: stamp },
    'incoming_moves.': z.array(z.object({ id, state: z.string(), quantity: z.number(), origin: text, _timestamp: stamp })),
  })
  .transform(({ 'incoming_moves.': moves, effective_date: arrivedOn, _timestamp, ...rest }) => ({
    ...rest,
    arrivedOn,
    stamp: _timestamp,
    moves,
  }));

const credit = z
  .object({ id, number: text, state: z.string(), invoice_date: CivilDate.nullable(), total_amount: Decimal, _timestamp: stamp })
  .transform(({ invoice_date: issuedOn, total_amount: total, _timestamp, ...rest }) => ({ ...rest, issuedOn, total, stamp: _timestamp }));

const ReturnSale = z
  .object({
    ...{ id, state: z.string(), origin: text, _timestamp: stamp, 'currency.': z.object({ code: z.string() }) },
    ...{ 'lines.': z.array(returnLine), 'shipment_returns.': z.array(arrival), 'invoices.': z.array(credit) },
  })
  .transform(({ 'currency.': currency, 'lines.': lines, 'shipment_returns.': arrivals, 'invoices.': credits, _timestamp, ...rest }) => ({
    ...{ ...rest, stamp: _timestamp, currency: currency.code, lines, arrivals, credits },
  }));

export type Complaint = z.infer<typeof Complaint>;
export type ReturnSale = z.infer<typeof ReturnSale>;
export type Arrival = ReturnSale['arrivals'][number];
export type ReturnDocument = { readonly complaint: Complaint; readonly sale?: ReturnSale; readonly notes: Notes };

const COMPLAINT_FIELDS = [
  'number',
  'reference',
  'state',
  'origin',
  '_timestamp',
  'create_uid',
  'actions.sale_lines.line',
  'actions.sale_lines.quantity',
];

const RETURN_FIELDS = [
  ...['state', 'origin', '_timestamp', 'currency.code', 'lines.type', 'lines.note', 'lines.quantity'],
  ...['lines.moves.state', 'lines.moves_ignored', 'lines.moves_recreated'],
  ...['quantity', 'amount', 'invoice'].map((field) => `lines.invoice_lines.${field}`),
  ...['number', 'reference', 'state', 'effective_date', '_timestamp'].map((field) => `shipment_returns.${field}`),
  ...['state', 'quantity', 'origin', '_timestamp'].map((field) => `shipment_returns.incoming_moves.${field}`),
  ...['number', 'state', 'invoice_date', 'total_amount', '_timestamp'].map((field) => `invoices.${field}`),
];

export async function readComplaints(records: Records, domain: Domain): Promise<readonly Complaint[]> {
  const { company } = await records.me();
  return records.search('sale.complaint', { domain: [...domain, ['company', '=', company]], fields: COMPLAINT_FIELDS, row: Complaint });
}

/** Key of the order's line that a line of the return is about, by the name Tryton has for the line of the return. */
export function keysOf({ lines }: ReturnSale): ReadonlyMap<string, number> {
  return new Map(
    lines.flatMap((line) => {
      const lineKey = lineKeyOf(line);
      return lineKey === undefined ? [] : [[`sale.line,${line.id}`, lineKey] as const];
    }),
  );
}

/** Whether goods are there. A receipt that was begun and not finished has none yet. */
export function hasArrived({ state }: Arrival): boolean {
  return state === 'received' || state === 'done';
}

/** What an arrival brought in, or will bring, line by line. */
export function broughtBy(sale: ReturnSale, { moves }: Arrival): readonly LineQuantity[] {
  const keys = keysOf(sale);
  return moves.flatMap(({ origin, quantity, state }) => {
    const lineKey = keys.get(origin ?? '');
    return lineKey === undefined || state === 'cancelled' || quantity <= 0 ? [] : [{ lineKey, quantity }];
  });
}

export function sumOf(lines: readonly LineQuantity[], lineKey: number): number {
  return plus(...lines.filter((line) => line.lineKey === lineKey).map(({ quantity }) => quantity));
}

/** Whether nothing came and nothing will: what Tryton calls done as well. */
export function isGivenUp({ arrivals, credits }: ReturnSale): boolean {
  return arrivals.length > 0 && arrivals.every(({ state }) => state === 'cancelled') && credits.length === 0;
}

/** How Tryton refers to a complaint from elsewhere: no other kind of document has this name. */
export function nameOf(complaintId: number): string {
  return `sale.complaint,${complaintId}`;
}

/** The return as the broker names it: the complaint, which is there first. */
export function toRef({ id: complaint, number }: Complaint): DocumentRef {
  return { nativeId: nameOf(complaint), ...(number !== null && { nativeNumber: number }) };
}

/** Id of the complaint of this name; 0, which no record has, for another name. */
export function idOf(name: string): number {
  return Number(/^sale\.complaint,(\d+)$/.exec(name)?.[1] ?? 0);
}

/** The complaints with the sales that came of them. */
export async function readReturns(records: Records, complaintIds: readonly number[]): Promise<readonly ReturnDocument[]> {
  const complaints = await readComplaints(records, [['id', 'in', complaintIds]]);
  if (complaints.length === 0) return [];
  const domain = [['origin', 'in', complaints.map(({ id: complaint }) => nameOf(complaint))]];
  const sales = await records.search('sale.sale', { domain, fields: RETURN_FIELDS, row: ReturnSale });
  const notes = await readNotes(
    records,
    sales.map((sale) => sale.id),
  );
  return complaints.map((complaint) => {
    const sale = sales.find(({ origin }) => origin === nameOf(complaint.id));
    return { complaint, ...(sale && { sale }), notes: notes.get(sale?.id ?? 0) ?? NO_NOTES };
  });
}
