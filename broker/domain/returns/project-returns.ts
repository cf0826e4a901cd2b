/** The Salesforce records of an order's returns and credit memos. */
import { toDecimal } from '../../../canonical/money.ts';
import { plus } from '../../../canonical/quantity.ts';
import type { OrderState } from '../order-state.ts';
import { documentName } from '../outcome.ts';
import { fitRecord, instant, lineExternalKey, word } from '../salesforce-values.ts';
import type { FittedRecord, Values } from '../salesforce-values.ts';
import { creditsOf, isInspected, mirroredCredits, postedCredits, receiptsOf, returnLineFacts, statusOf } from './return-quantities.ts';
import type { ReturnLineFacts } from './return-quantities.ts';
import { erpDocumentOf } from './return-state.ts';
import type { CreditState, ReturnState } from './return-state.ts';

const SETTLED: ReadonlySet<CreditState['status']> = new Set(['REFUNDED', 'APPLIED']);

/** How far the money is: a facet of its own, since a refund may come before the goods. */
function refundState(each: ReturnState): string {
  const credits = creditsOf(each);
  if (credits.some(({ status }) => status === 'REFUND_FAILED')) return 'Failed';
  const settled = credits.filter(({ status }) => SETTLED.has(status)).length;
  if (settled > 0) return settled === credits.length && statusOf(each) !== 'PARTIALLY_RECEIVED' ? 'Complete' : 'Partial';
  return credits.length > 0 || each.creditAsked.length > 0 ? 'Pending' : 'Not due';
}

function decimal(amounts: readonly { readonly amountMinor: number; readonly currency: string }[]): number | undefined {
  const [first] = amounts;
  if (!first) return undefined;
  return Number(toDecimal({ amountMinor: plus(...amounts.map(({ amountMinor }) => amountMinor)), currency: first.currency }));
}

/** What the ERP calls it and says of it. */
function documentValues(each: ReturnState): Values {
  const { document } = each;
  const seen = erpDocumentOf(each);
  const named = seen?.nativeNumber === undefined ? document : seen;
  return {
    ...{ RMA__c: named?.nativeNumber, ERP_Document__c: named && documentName(named), Raw_Status__c: seen?.rawStatus },
    ...{ Return_By__c: seen?.returnBy, Label_URL__c: seen?.labelUrl, Last_Synced_At__c: instant(seen?.asOf) },
  };
}

function projectReturn(state: OrderState, each: ReturnState): FittedRecord {
  const { request } = each;
  const credits = postedCredits(each);
  return fitRecord('OB_Return__c', request.returnKey, {
    Order__r: { External_Key__c: state.orderKey },
    ...documentValues(each),
    Status__c: word(statusOf(each)),
    ...{ Reason__c: word(request.lines[0]?.reason ?? 'OTHER'), Resolution__c: word(request.resolution), Reason_Detail__c: request.note },
    ...{ Requested_At__c: instant(request.requestedAt), Refund_State__c: refundState(each) },
    ...{ Refund_Amount__c: decimal(credits.map(({ total }) => total)), Currency__c: state.order?.currency },
  });
}

function projectLine(state: OrderState, each: ReturnState, { lineKey, buckets }: ReturnLineFacts): FittedRecord {
  const { returnKey, lines } = each.request;
  const seen = receiptsOf(each).filter(isInspected);
  const dispositions = seen.flatMap((receipt) => receipt.dispositions).filter((item) => item.lineKey === lineKey);
  const asked = lines.find((line) => line.lineKey === lineKey);
  const [found] = dispositions;
  const condition = found?.condition ?? asked?.condition;
  const amounts = postedCredits(each).flatMap((credit) =>
    credit.lines.filter((line) => line.lineKey === lineKey).map(({ amount }) => amount),
  );
  return fitRecord('OB_Return_Line__c', lineExternalKey(returnKey, lineKey), {
    Return__r: { External_Key__c: returnKey },
    Order_Line__r: { External_Key__c: lineExternalKey(state.orderKey, lineKey) },
    ...{ Quantity__c: buckets.requested, Quantity_Authorized__c: buckets.authorized, Quantity_Received__c: buckets.received },
    ...{ Quantity_Credited__c: buckets.credited, Quantity_Refused__c: buckets.rejected },
    ...{ Condition__c: condition && word(condition), Disposition__c: found && word(found.taken), Refund_Amount__c: decimal(amounts) },
  });
}

function creditWord(status: CreditState['status']): string {
  if (status === 'VOIDED') return 'Cancelled';
  return SETTLED.has(status) ? 'Paid' : 'Posted';
}

function projectCredit(state: OrderState, { creditMemoId, number, total, issuedAt, status }: CreditState): FittedRecord {
  return fitRecord('OB_Invoice__c', `${state.orderKey}-${creditMemoId}`, {
    Order__r: { External_Key__c: state.orderKey },
    ...{ Number__c: number, Type__c: 'Credit memo', Status__c: creditWord(status) },
    ...{ Currency__c: total.currency, Total_Amount__c: decimal([total]), Issued_At__c: instant(issuedAt) },
  });
}

/** The returns, each followed by its lines and the credit memos it led to. A line the order does not have has no record to point to. */
export function projectReturns(state: OrderState): readonly FittedRecord[] {
  const lineKeys = new Set(state.order?.lines.map((line) => line.lineKey));
  return state.returns.flatMap((each) => [
    projectReturn(state, each),
    ...returnLineFacts(each)
      .filter(({ lineKey }) => lineKeys.has(lineKey))
      .map((facts) => projectLine(state, each, facts)),
    ...mirroredCredits(each).map((credit) => projectCredit(state, credit)),
  ]);
}
