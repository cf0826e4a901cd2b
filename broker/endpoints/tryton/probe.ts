/** Looks for what an earlier send left behind, and changes nothing. */
import type { OutboundCommand } from '../../../canonical/command.ts';
import type { CustomerOrder } from '../../../canonical/order.ts';
import type { ProbeOutcome } from '../../engine/endpoint.ts';
import { findByReference } from './create-order.ts';
import { probeCredit, probeRefund } from './credits.ts';
import { isUnfinished } from './mapping.ts';
import { holdsOrder } from './order-request.ts';
import { probeReceipt } from './receipts.ts';
import type { Records } from './records.ts';
import { probeReturn } from './returns.ts';
import type { Sale } from './sale.ts';
import { cancellationProgress, holdProgress, releaseProgress, removalProgress } from './shipments.ts';
import type { Progress } from './shipments.ts';

const NOT_FOUND = { class: 'NOT_FOUND' } as const;

function toFound(sales: readonly { readonly sale: Sale; readonly matches: boolean }[]): ProbeOutcome {
  if (sales.length === 0) return NOT_FOUND;
  const documents = sales.map(({ sale: { id, number }, matches }) => ({
    nativeId: String(id),
    ...(number !== undefined && { nativeNumber: number }),
    matches,
  }));
  return { class: 'FOUND', documents };
}

/** What the ERP has not taken yet is unfinished: a send goes on from there. */
async function probeOrder(records: Records, order: CustomerOrder): Promise<ProbeOutcome> {
  const { user } = await records.me();
  const found = await findByReference(records, order);
  const taken = found.filter((sale) => !isUnfinished(sale, user) || sale.madeBy !== user);
  if (taken.length === 0 && found.length > 0) return { class: 'UNFINISHED' };
  return toFound(taken.map((sale) => ({ sale, matches: sale.madeBy === user && !isUnfinished(sale, user) && holdsOrder(sale, order) })));
}

/** What was begun is gone on with at once. */
function toProbe({ sale, stage }: Progress): ProbeOutcome {
  if (stage === 'BEGUN') return { class: 'UNFINISHED' };
  return stage === 'DONE' ? toFound([{ sale, matches: true }]) : NOT_FOUND;
}

export async function probeCommand(records: Records, { commandId, body }: OutboundCommand): Promise<ProbeOutcome> {
  switch (body.intent) {
    case 'CREATE_ORDER':
      return probeOrder(records, body.order);
    case 'CANCEL_QUANTITY':
      return toProbe(await cancellationProgress(records, { commandId, saleId: body.document.nativeId }));
    case 'CANCEL_DUPLICATE':
      return toProbe(await removalProgress(records, { commandId, saleId: body.document.nativeId }));
    case 'HOLD':
      return toProbe(await holdProgress(records, { commandId, saleId: body.document.nativeId }));
    case 'RELEASE_HOLD':
      return toProbe(await releaseProgress(records, { commandId, saleId: body.document.nativeId }));
    case 'CREATE_RETURN':
      return probeReturn(records, body.request);
    case 'CONFIRM_RECEIPT':
      return probeReceipt(records, body.document.nativeId, body.receipt);
    case 'CREDIT_RETURN':
      return probeCredit(records, body.document.nativeId, commandId);
    case 'BOOK_REFUND':
      return probeRefund(records, body);
    default:
      return NOT_FOUND;
  }
}
