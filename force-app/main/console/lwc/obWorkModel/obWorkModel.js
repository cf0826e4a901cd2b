/** From the answers of the queries to what the pages of an exception and of a command show. Pure. */
import { commandOf, exceptionOf, nodesOf, pick, valueOf, words } from 'c/obOrderModel';

function orderOf(node) {
  const order = node.Order__r ?? {};
  return { orderId: valueOf(node, 'Order__c'), orderNumber: valueOf(order, 'Order_Number__c') ?? valueOf(order, 'External_Key__c') };
}

/**
 * An exception with its order, or undefined if there is none for this user.
 * @param {any} data of `EXCEPTION_QUERY`
 */
export function exceptionPageOf(data) {
  const [node] = nodesOf(data?.uiapi?.query?.OB_Exception__c);
  if (!node) return undefined;
  const exception = exceptionOf(node);
  return { exception, isOpen: exception.status?.code === 'Open', resolvedAt: valueOf(node, 'Resolved_At__c'), ...orderOf(node) };
}

/**
 * A command with what it is about, or undefined if there is none for this user.
 * @param {any} data of `COMMAND_QUERY`
 */
export function commandPageOf(data) {
  const [node] = nodesOf(data?.uiapi?.query?.OB_Command__c);
  if (!node) return undefined;
  const back = node.Return__r ?? {};
  return {
    ...commandOf(node),
    ...words(node, { publishState: 'Publish_State__c' }),
    ...pick(node, { publishedAt: 'Published_At__c', idempotencyKey: 'Idempotency_Key__c', returnId: 'Return__c' }),
    returnNumber: valueOf(back, 'RMA__c') ?? valueOf(back, 'External_Key__c'),
    ...orderOf(node),
  };
}

const ENDS = { Rejected: 'rejected', Failed: 'failed', Expired: 'expired' };

/** Whether the broker was told. What it has answered it was told. */
function announced({ status, publishState, publishedAt }) {
  if (status !== 'Requested' || publishState === 'Published') return { key: 'announced', state: 'done', at: publishedAt };
  return { key: 'announced', state: publishState === 'Failed' ? 'problem' : 'current' };
}

/**
 * The life of a command: asked for, announced to the broker, taken up, answered. A command that ended otherwise ends with that.
 * @param {{ status: string | null, publishState: string | null, requestedAt?: string | null, publishedAt?: string | null, completedAt?: string | null }} command codes
 * @returns {import('c/obMilestones').Step[]}
 */
export function commandSteps(command) {
  const { status, requestedAt, completedAt } = command;
  const end = ENDS[status ?? ''];
  const told = announced(command);
  const asked = { key: 'requested', state: 'done', at: requestedAt };
  if (end) return [asked, ...(end === 'expired' ? [] : [told]), { key: end, state: 'problem', at: completedAt }];
  const isTaken = status === 'Accepted' || status === 'Completed';
  const isTold = told.state === 'done';
  return [
    asked,
    told,
    { key: 'taken', state: isTaken ? 'done' : isTold ? 'current' : 'upcoming' },
    { key: 'completed', state: status === 'Completed' ? 'done' : status === 'Accepted' ? 'current' : 'upcoming', at: completedAt },
  ];
}
