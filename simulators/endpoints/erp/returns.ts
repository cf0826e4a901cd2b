/** The life of a return: asked for, decided on, received, credited, refunded. */
import type { Company } from './company.ts';
import { exact } from './sales-order.ts';
import type { SalesOrder } from './sales-order.ts';
import type { Decision, Finding, ReturnedQuantity, SalesCreditMemo, SalesReturn } from './sales-return.ts';

const RETURN_DAYS = 30;
const DAY_MS = 86_400_000;

export type WishToReturn = { readonly reference: string; readonly resolution: string; readonly lines: readonly ReturnedQuantity[] };

/** What of an order line has left and is in no return that may still come to something. */
export function returnable(company: Company, order: SalesOrder, externalLine: number): number {
  const shipped = order.lines.find((line) => line.externalLine === externalLine)?.shipped ?? 0;
  const returns = [...company.returns.values()].filter(({ order: id }) => id === order.id);
  const claimed = returns.flatMap(({ decision, lines }) => {
    const dead = decision === 'DECLINED' || decision === 'CANCELLED' || decision === 'EXPIRED';
    return lines.filter((line) => line.externalLine === externalLine).map((line) => (dead ? line.received : line.quantity));
  });
  return exact(shipped - claimed.reduce((sum, quantity) => sum + quantity, 0));
}

function makeLines(order: SalesOrder, lines: readonly ReturnedQuantity[]): SalesReturn['lines'] {
  return lines.map(({ externalLine, quantity }) => {
    const line = order.lines.find((other) => other.externalLine === externalLine);
    return { externalLine, sku: line?.sku ?? '', unitPrice: line?.unitPrice ?? '0', quantity, received: 0, accepted: 0, credited: 0 };
  });
}

/** Enters a return that the rules allow, and puts it to those who approve. */
export function createReturn(company: Company, order: SalesOrder, wish: WishToReturn, indexLagMs?: number): SalesReturn {
  const at = company.now();
  const number = company.nextNumber('RMA');
  const entered: SalesReturn = {
    ...{ id: company.nextId(), number, version: 0, reference: wish.reference, order: order.id, orderReference: order.reference },
    ...{ customer: order.customer, currency: order.currency, resolution: wish.resolution, status: 'PENDING', decision: 'PENDING' },
    ...{ createdAt: at, modifiedAt: at, labelUrl: `https://labels.example/${number}` },
    returnBy: new Date(company.clock.now() + RETURN_DAYS * DAY_MS).toISOString().slice(0, 10),
    ...{ lines: makeLines(order, wish.lines), receipts: [], creditMemos: [] },
  };
  company.returns.set(entered.id, entered);
  company.log('return-created', entered, number);
  const { approvalDelayMs } = company.timing;
  if (approvalDelayMs === 0) entered.decision = 'APPROVED';
  else company.clock.after(approvalDelayMs, () => entered.decision === 'PENDING' && decide(company, entered, 'APPROVED'));
  company.touchReturn(entered, indexLagMs);
  return entered;
}

export function decide(company: Company, known: SalesReturn, decision: Decision): void {
  known.decision = decision;
  company.log(`return-${decision.toLowerCase()}`, known, known.number);
  company.touchReturn(known);
}

/** Notes an arrival, with what was found. More or other lines than announced are noted all the same. */
export function receive(
  company: Company,
  known: SalesReturn,
  { reference, lines, findings }: { reference?: string; lines: readonly ReturnedQuantity[]; findings: readonly Finding[] },
): void {
  const number = company.nextNumber('RR');
  known.receipts.push({ number, at: company.now(), ...(reference !== undefined && { reference }), lines, findings });
  for (const line of known.lines) {
    const of = (parts: readonly ReturnedQuantity[]): number =>
      parts.filter(({ externalLine }) => externalLine === line.externalLine).reduce((sum, { quantity }) => sum + quantity, 0);
    line.received = exact(line.received + of(lines));
    line.accepted = exact(line.accepted + of(findings.filter(({ accepted }) => accepted)));
  }
  company.log('return-received', known, number, reference);
  company.touchReturn(known);
}

/** What may still be credited of a line: taken back, never more than was authorised. */
export function creditable({ quantity, accepted, credited }: SalesReturn['lines'][number]): number {
  return exact(Math.min(quantity, accepted) - credited);
}

function amountOf(unitPrice: string, quantity: number): string {
  return (quantity * Number(unitPrice)).toFixed(unitPrice.split('.')[1]?.length ?? 0);
}

/** Posts a credit memo. The caller has made sure that so much may be credited. */
export function postCredit(
  company: Company,
  known: SalesReturn,
  quantities: readonly ReturnedQuantity[],
  reference?: string,
): SalesCreditMemo {
  const lines = quantities.map(({ externalLine, quantity }) => {
    const line = known.lines.find((other) => other.externalLine === externalLine);
    if (line) line.credited = exact(line.credited + quantity);
    return { externalLine, quantity, amount: amountOf(line?.unitPrice ?? '0', quantity) };
  });
  const digits = Math.max(...lines.map(({ amount }) => amount.split('.')[1]?.length ?? 0));
  const total = lines.reduce((sum, { amount }) => sum + Number(amount), 0).toFixed(digits);
  const memo: SalesCreditMemo = {
    ...{ number: company.nextNumber('CM'), at: company.now(), total, status: 'POSTED', lines },
    ...(reference !== undefined && { reference }),
  };
  known.creditMemos.push(memo);
  company.log('credit-posted', known, memo.number, reference);
  company.touchReturn(known);
  return memo;
}

/** Books the refund of a credit memo; the bank confirms it later. */
export function bookRefund(company: Company, known: SalesReturn, memo: SalesCreditMemo, reference: string): void {
  memo.status = 'REFUND_PENDING';
  memo.refund = reference;
  company.log('refund-booked', known, memo.number, reference);
  company.touchReturn(known);
  company.clock.after(company.timing.refundDelayMs, () => {
    if (memo.status !== 'REFUND_PENDING') return;
    memo.status = 'REFUNDED';
    company.touchReturn(known);
  });
}
