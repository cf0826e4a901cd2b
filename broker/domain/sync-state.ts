/** How far Salesforce and the outside systems agree on an order, and when it is tried next. */
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import type { SALESFORCE_PICKLISTS } from '../../canonical/salesforce-objects.ts';
import { openCreate } from './order-state.ts';
import type { OrderState } from './order-state.ts';

type SyncWord = (typeof SALESFORCE_PICKLISTS)['OB_Order__c.Sync_State__c'][number];

export type Sync = { readonly word: SyncWord; readonly detail?: string; readonly nextTryAt?: string };

const RANK = { ERROR: 0, WARNING: 1, INFO: 2 } as const;

/** The worst first; among equals the order is that of their codes, so that it does not tell which came first. */
function worstFirst(state: OrderState): readonly ExceptionRecord[] {
  const records = state.exceptions.map(({ record }) => record);
  return records.toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || (a.code < b.code ? -1 : 1));
}

function syncWord(state: OrderState): SyncWord {
  if (state.exceptions.some(({ record }) => record.owner !== 'BROKER')) return 'Needs attention';
  if (state.commands.some(({ phase }) => phase === 'IN_DOUBT')) return 'Being verified';
  if (state.commands.some(({ phase }) => phase === 'RETRYING')) return 'Retrying';
  return openCreate(state) || state.exceptions.length > 0 ? 'In progress' : 'Current';
}

/** The order's state of agreement: a person's turn goes before the broker's own troubles. */
export function syncOf(state: OrderState): Sync {
  const records = worstFirst(state);
  const foremost = records.find(({ owner }) => owner !== 'BROKER') ?? records[0];
  const tries = records.flatMap(({ nextTryAt }) => (nextTryAt === undefined ? [] : [nextTryAt])).sort();
  return {
    word: syncWord(state),
    ...(foremost && { detail: foremost.message }),
    ...(tries[0] !== undefined && { nextTryAt: tries[0] }),
  };
}
