/**
 * The money of a return: Tryton drafts a credit note for what was received, which is posted and then paid back. Source: modules
 * account_invoice 6.0, invoice.py (post, PayInvoice), and sale 6.0, sale.py (create_invoice).
 */
import { z } from 'zod';
import type { CommandBody } from '../../../canonical/command.ts';
import type { LineQuantity } from '../../../canonical/fulfilment.ts';
import { toDecimal } from '../../../canonical/money.ts';
import { plus } from '../../../canonical/quantity.ts';
import type { Outcome, ProbeOutcome } from '../../engine/endpoint.ts';
import { refused } from './explanations.ts';
import { noteDeed } from './notes.ts';
import { findConfirmed } from './receipts.ts';
import type { ConfirmedReturn } from './receipts.ts';
import { fail } from './records.ts';
import type { Records } from './records.ts';
import { broughtBy, hasArrived, sumOf, toRef } from './return-document.ts';
import type { ReturnSale } from './return-document.ts';
import { lineKeyOf } from './sale.ts';
import type { Wire } from './values.ts';

const INVOICE = 'account.invoice';
const POSTED: ReadonlySet<string> = new Set(['posted', 'paid']);
const Id = z.object({ id: z.int() });

type CreditMemo = ReturnSale['credits'][number];
type Refund = Extract<CommandBody, { readonly intent: 'BOOK_REFUND' }>;

/** Quantities on credit notes in these states. */
function creditedOn(sale: ReturnSale, credits: readonly CreditMemo[]): readonly LineQuantity[] {
  const ids = new Set(credits.map(({ id }) => id));
  return sale.lines.flatMap((line) => {
    const lineKey = lineKeyOf(line);
    const parts = line.credited.filter(({ invoice }) => invoice !== null && ids.has(invoice));
    return lineKey === undefined ? [] : parts.map(({ quantity }) => ({ lineKey, quantity: Math.abs(quantity) }));
  });
}

function posted(sale: ReturnSale): readonly LineQuantity[] {
  return creditedOn(
    sale,
    sale.credits.filter(({ state }) => POSTED.has(state)),
  );
}

function isReached(sale: ReturnSale, targets: readonly LineQuantity[]): boolean {
  const credited = posted(sale);
  return targets.every(({ lineKey, quantity }) => sumOf(credited, lineKey) >= quantity);
}

/** What is to have been credited in all, so that the deed can be gone on with. What people credited meanwhile counts. */
async function plan(
  records: Records,
  { sale, notes }: ConfirmedReturn,
  commandId: string,
  lines: readonly LineQuantity[],
): Promise<readonly LineQuantity[]> {
  const known = notes.credits.get(commandId);
  if (known) return known;
  const received = sale.arrivals.filter(hasArrived).flatMap((arrival) => broughtBy(sale, arrival));
  const targets = lines.map(({ lineKey, quantity }) => {
    const came = sumOf(received, lineKey);
    if (quantity > came) fail(refused('MORE_THAN_RECEIVED'));
    return { lineKey, quantity: Math.min(came, plus(sumOf(posted(sale), lineKey), quantity)) };
  });
  await noteDeed(records, sale.id, { kind: 'credits', by: commandId }, targets);
  return targets;
}

/** Whether a draft credits nothing beyond what is wanted. */
function isWanted(sale: ReturnSale, draft: CreditMemo, targets: readonly LineQuantity[]): boolean {
  const credited = posted(sale);
  return creditedOn(sale, [draft]).every(({ lineKey, quantity }) => plus(sumOf(credited, lineKey), quantity) <= sumOf(targets, lineKey));
}

/** Posts the drafts that make up what was asked for. */
export async function creditReturn(
  records: Records,
  name: string,
  { commandId, lines }: { readonly commandId: string; readonly lines: readonly LineQuantity[] },
): Promise<Outcome> {
  let document = await findConfirmed(records, name);
  const targets = await plan(records, document, commandId, lines);
  for (const { id } of document.sale.credits.filter(({ state }) => state === 'draft')) {
    const draft = document.sale.credits.find((each) => each.id === id);
    if (isReached(document.sale, targets) || !draft || !isWanted(document.sale, draft, targets)) continue;
    await records.press(INVOICE, 'post', [id], { unchanged: { [`${INVOICE},${id}`]: draft.stamp } });
    document = await findConfirmed(records, name);
  }
  // People see the draft that does not fit, and post it or correct it.
  return isReached(document.sale, targets) ? { class: 'ACK', document: toRef(document.complaint) } : refused('NO_SUCH_CREDIT');
}

export async function probeCredit(records: Records, name: string, commandId: string): Promise<ProbeOutcome> {
  const { sale, notes, complaint } = await findConfirmed(records, name);
  const targets = notes.credits.get(commandId);
  if (!targets) return { class: 'NOT_FOUND' };
  return isReached(sale, targets) ? { class: 'FOUND', documents: [{ ...toRef(complaint), matches: true }] } : { class: 'UNFINISHED' };
}

async function methodOf(records: Records, name: string): Promise<number> {
  const { company } = await records.me();
  const domain = [
    ['name', '=', name],
    ['company', '=', company],
  ];
  const [method] = await records.search('account.invoice.payment.method', { domain, fields: ['id'], row: Id, limit: 1 });
  return method?.id ?? fail({ class: 'CONFIG', code: 'NO_PAYMENT_METHOD', message: 'The ERP has no payment method of this name' });
}

function creditOf({ sale }: ConfirmedReturn, { creditMemo }: Refund): CreditMemo {
  return sale.credits.find(({ id }) => String(id) === creditMemo.creditMemoId) ?? fail(refused('NO_SUCH_CREDIT'));
}

/** Books that the whole of a posted credit note was paid back. Once paid, the wizard finds nothing left to pay. */
export async function bookRefund(records: Records, body: Refund, method: string): Promise<Outcome> {
  const name = body.document.nativeId;
  const document = await findConfirmed(records, name);
  const credit = creditOf(document, body);
  if (Number(credit.total) !== -Number(toDecimal(body.amount))) return refused('AMOUNT_DIFFERS');
  if (credit.state === 'posted') {
    const methodId = await methodOf(records, method);
    const fill = (defaults: Wire): Wire => ({ start: { description: null, ...defaults, payment_method: methodId } });
    await records.wizard('account.invoice.pay', { model: INVOICE, id: credit.id }, { state: 'choice', fill });
  }
  const now = creditOf(await findConfirmed(records, name), body);
  // Paid in part by people, or voided.
  return now.state === 'paid' ? { class: 'ACK', document: toRef(document.complaint) } : refused('NOT_REFUNDABLE');
}

export async function probeRefund(records: Records, body: Refund): Promise<ProbeOutcome> {
  const document = await findConfirmed(records, body.document.nativeId);
  if (creditOf(document, body).state !== 'paid') return { class: 'NOT_FOUND' };
  return { class: 'FOUND', documents: [{ ...toRef(document.complaint), matches: true }] };
}
