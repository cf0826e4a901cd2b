/**
 * A return as Tryton has it: the complaint that asks for it and that a person approves, and the sale with negative quantities that
 * comes of it. Source: modules sale_complaint and sale 6.0.
 */
import { z } from 'zod';
import type { Domain, Records } from './records.ts';
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
  .object({ id, type: z.string(), note: text, quantity: z.number().nullable(), 'invoice_lines.': z.array(invoiceLine) })
  .transform(({ 'invoice_lines.': credited, ...rest }) => ({ ...rest, quantity: Math.abs(rest.quantity ?? 0), credited }));

const arrival = z
  .object({
    ...{ id, number: text, state: z.string(), effective_date: CivilDate.nullable(), _timestamp: stamp },
    'incoming_moves.': z.array(z.object({ state: z.string(), quantity: z.number(), origin: text, _timestamp: stamp })),
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
export type ReturnDocument = { readonly complaint: Complaint; readonly sale?: ReturnSale };

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
  ...['quantity', 'amount', 'invoice'].map((field) => `lines.invoice_lines.${field}`),
  ...['number', 'state', 'effective_date', '_timestamp'].map((field) => `shipment_returns.${field}`),
  ...['state', 'quantity', 'origin', '_timestamp'].map((field) => `shipment_returns.incoming_moves.${field}`),
  ...['number', 'state', 'invoice_date', 'total_amount', '_timestamp'].map((field) => `invoices.${field}`),
];

export async function readComplaints(records: Records, domain: Domain): Promise<readonly Complaint[]> {
  const { company } = await records.me();
  return records.search('sale.complaint', { domain: [...domain, ['company', '=', company]], fields: COMPLAINT_FIELDS, row: Complaint });
}

/** How Tryton refers to a complaint from elsewhere: no other kind of document has this name. */
export function nameOf(complaintId: number): string {
  return `sale.complaint,${complaintId}`;
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
  return complaints.map((complaint) => {
    const sale = sales.find(({ origin }) => origin === nameOf(complaint.id));
    return { complaint, ...(sale && { sale }) };
  });
}
