/** What is wrong with a return: more or other goods than were announced, words nobody mapped, refunds that failed. */
import type { Condition, OwnCondition } from '../condition.ts';
import { naming } from '../naming.ts';
import type { OrderState } from '../order-state.ts';
import { creditsOf, returnLineFacts, strayLines } from './return-quantities.ts';
import { erpDocumentOf, isVoid } from './return-state.ts';
import type { ReturnState } from './return-state.ts';

type Found = Pick<OwnCondition, 'category' | 'code' | 'message'> & { readonly about: string };

function moreThanAuthorized(each: ReturnState): readonly Found[] {
  const over = returnLineFacts(each).filter(({ buckets }) => buckets.requested > 0 && buckets.received > Math.max(buckets.authorized, 0));
  if (over.length === 0) return [];
  const lineKeys = over.map(({ lineKey }) => lineKey);
  const message = naming(`More came back with ${each.request.returnKey} than was authorised`, lineKeys);
  return [{ about: 'over', category: 'DIVERGED', code: 'RETURNED_MORE_THAN_AUTHORIZED', message }];
}

function otherLines(each: ReturnState): readonly Found[] {
  const lineKeys = strayLines(each);
  if (lineKeys.length === 0) return [];
  const message = naming(`Other lines came back with ${each.request.returnKey} than were announced`, lineKeys);
  return [{ about: 'lines', category: 'DIVERGED', code: 'RETURNED_OTHER_LINE', message }];
}

function wrongItems(each: ReturnState): readonly Found[] {
  const skus = [...new Set(each.documents.flatMap(({ unannounced }) => unannounced.map(({ sku }) => sku)))].sort();
  if (skus.length === 0) return [];
  const message = `Wrong items came back with ${each.request.returnKey}: ${skus.slice(0, 5).join(', ')}`;
  return [{ about: 'items', category: 'DIVERGED', code: 'WRONG_ITEM_RETURNED', message }];
}

function unmapped(each: ReturnState): readonly Found[] {
  return each.documents
    .filter(({ status }) => status === 'UNKNOWN')
    .map(({ endpoint, rawStatus }) => ({
      ...{ about: `status ${endpoint}`, category: 'UNMAPPED_STATUS', code: 'UNMAPPED_STATUS' },
      message: `The status "${rawStatus}" of return ${each.request.returnKey} in ${endpoint} is not mapped`,
    }));
}

function failedRefunds(each: ReturnState): readonly Found[] {
  return creditsOf(each)
    .filter(({ status }) => status === 'REFUND_FAILED')
    .map(({ creditMemoId, number }) => ({
      ...{ about: `refund ${creditMemoId}`, category: 'REJECTED', code: 'REFUND_FAILED' },
      message: `The refund of credit memo ${number} failed`,
    }));
}

/** Goods that come although nothing was to come. */
function cameAnyway(each: ReturnState): readonly Found[] {
  const came = returnLineFacts(each).some(({ buckets }) => buckets.received > 0);
  if (!isVoid(each) || !came) return [];
  const message = `Goods came back with ${each.request.returnKey}, which is not to come`;
  return [{ about: 'void', category: 'DIVERGED', code: 'RETURNED_AFTER_END', message }];
}

const RULES = [moreThanAuthorized, otherLines, wrongItems, unmapped, failedRefunds, cameAnyway];

/** The reasons of the order's returns. */
export function returnConditions(state: OrderState): readonly Condition[] {
  return state.returns.flatMap((each) => {
    const endpoint = erpDocumentOf(each)?.endpoint;
    return RULES.flatMap((rule) => rule(each)).map(({ about, ...found }) => ({
      ...{ subject: `return:${each.request.returnKey} ${about}`, ...found, severity: 'ERROR' as const, owner: 'OPERATIONS' as const },
      ...{ actions: ['ACKNOWLEDGE'] as const, ...(endpoint !== undefined && { endpoint }) },
    }));
  });
}
