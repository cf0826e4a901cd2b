/** What people inside the ERP's company do to a return, unasked by any caller. */
import { z } from 'zod';
import type { Company } from './company.ts';
import { creditable, decide, postCredit, receive } from './returns.ts';
import type { SalesReturn } from './sales-return.ts';

const Quantity = z.strictObject({ externalLine: z.int(), quantity: z.number().gt(0) });
const Finding = Quantity.extend({ condition: z.string().optional(), disposition: z.string(), accepted: z.boolean().default(true) });

export const ReturnDeed = z.discriminatedUnion('deed', [
  z.strictObject({ deed: z.enum(['approve', 'decline', 'expire', 'close']) }),
  z.strictObject({ deed: z.literal('receive'), lines: z.array(Quantity).min(1), findings: z.array(Finding).default([]) }),
  z.strictObject({ deed: z.literal('credit') }),
  z.strictObject({ deed: z.literal('fail-refund') }),
  z.strictObject({ deed: z.literal('void-credit'), number: z.string() }),
  z.strictObject({ deed: z.literal('set-status'), status: z.string().nullable() }),
]);
export type ReturnDeed = z.infer<typeof ReturnDeed>;

const DECISIONS = { approve: 'APPROVED', decline: 'DECLINED', expire: 'EXPIRED', close: 'CLOSED' } as const;

function credit(company: Company, known: SalesReturn): boolean {
  const lines = known.lines.map((line) => ({ externalLine: line.externalLine, quantity: creditable(line) }));
  const due = lines.filter(({ quantity }) => quantity > 0);
  if (due.length > 0) postCredit(company, known, due);
  return due.length > 0;
}

/** Fails what the bank has not confirmed, or sent back. */
function failRefunds(company: Company, known: SalesReturn): boolean {
  const booked = known.creditMemos.filter(({ refund }) => refund !== undefined);
  for (const memo of booked) memo.status = 'REFUND_FAILED';
  company.touchReturn(known);
  return booked.length > 0;
}

function voidCredit(company: Company, known: SalesReturn, number: string): boolean {
  const memo = known.creditMemos.find((other) => other.number === number && other.status === 'POSTED');
  if (!memo) return false;
  memo.status = 'VOIDED';
  company.touchReturn(known);
  return true;
}

/** Does it. Answers whether it could be done. */
export function doReturnDeed(company: Company, known: SalesReturn, deed: ReturnDeed): boolean {
  switch (deed.deed) {
    case 'receive':
      receive(company, known, deed);
      return true;
    case 'credit':
      return credit(company, known);
    case 'fail-refund':
      return failRefunds(company, known);
    case 'void-credit':
      return voidCredit(company, known, deed.number);
    case 'set-status':
      if (deed.status === null) company.oddStatus.delete(known.id);
      else company.oddStatus.set(known.id, deed.status);
      company.touchReturn(known);
      return true;
    default:
      decide(company, known, DECISIONS[deed.deed]);
      return true;
  }
}
