/** What keeps orders from going on, as work: by category and age, with a clock. Pure: the time comes in. */
import { exceptionOf, nodesOf, valueOf } from 'c/obOrderModel';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The rest of the time in which somebody should hurry. */
const SOON_SHARE = 0.25;
/** How the ids of queues begin. */
const QUEUE = '00G';

/** @typedef {{ id: string, category: { code: string, label: string } | null, openedAt: string | null, orderId: string, orderNumber: string, ownerId: string | null, ownerName: string | null, assignedAt: string | null, isQueued: boolean, isTaken: boolean }} Row `isTaken`: somebody works on it; `isQueued`: it waits in a queue */

/** @param {any} data of `OPEN_EXCEPTIONS_QUERY` @returns {{ rows: Row[], hasMore: boolean }} */
export function deskOf(data) {
  const connection = data?.uiapi?.query?.OB_Exception__c;
  return { rows: nodesOf(connection).map(rowOf), hasMore: connection?.pageInfo?.hasNextPage === true };
}

/** Whose it is. An exception is its creator's, the broker's, or a queue's, until a person takes it. @param {any} node */
function ownerOf(node) {
  const ownerId = valueOf(node, 'OwnerId');
  const isQueued = ownerId?.startsWith(QUEUE) === true;
  const isTaken = ownerId !== valueOf(node, 'CreatedById') && !isQueued;
  return { ownerId, ownerName: valueOf(node.Owner ?? {}, 'Name'), assignedAt: valueOf(node, 'Assigned_At__c'), isQueued, isTaken };
}

function rowOf(node) {
  const order = node.Order__r ?? {};
  return {
    ...exceptionOf(node),
    orderId: valueOf(node, 'Order__c'),
    orderNumber: valueOf(order, 'Order_Number__c') ?? valueOf(order, 'External_Key__c'),
    ...ownerOf(node),
  };
}

/**
 * The clock of an exception.
 * @param {Row} row
 * @param {{ now: number, minutes: number }} options `minutes`: how long one may stay open; errors half as long
 * @returns {{ state: 'ok' | 'soon' | 'late' | 'unknown', leftMs: number }} negative: that long over it
 */
export function clockOf({ openedAt, severity }, { now, minutes }) {
  const opened = Date.parse(openedAt ?? '');
  if (Number.isNaN(opened)) return { state: 'unknown', leftMs: Number.POSITIVE_INFINITY };
  const allowed = (minutes * MINUTE) / (severity?.code === 'Error' ? 2 : 1);
  const leftMs = opened + allowed - now;
  if (leftMs < 0) return { state: 'late', leftMs };
  return { state: leftMs < allowed * SOON_SHARE ? 'soon' : 'ok', leftMs };
}

/** The least age of each choice. */
export const AGES = { any: 0, hour: HOUR, day: 24 * HOUR };

/**
 * @typedef {{ category?: string, age?: keyof typeof AGES, ownerId?: string }} DeskFilter missing: all
 * @param {readonly Row[]} rows @param {DeskFilter} filter @param {number} now @returns {Row[]}
 */
export function filtered(rows, { category = '', age = 'any', ownerId = '' }, now) {
  const isOld = ({ openedAt }) => age === 'any' || now - Date.parse(openedAt ?? '') >= AGES[age];
  return rows.filter(
    (row) => (category === '' || row.category?.code === category) && (ownerId === '' || row.ownerId === ownerId) && isOld(row),
  );
}

/** How many there are of each category, the most first. @param {readonly Row[]} rows */
export function categoriesOf(rows) {
  const byCode = new Map();
  for (const { category } of rows) {
    if (category) byCode.set(category.code, { ...category, count: (byCode.get(category.code)?.count ?? 0) + 1 });
  }
  return [...byCode.values()].sort((a, b) => b.count - a.count || a.label.localeCompare(b.label));
}

/** The most urgent first. @param {readonly Row[]} rows @param {{ now: number, minutes: number }} options */
export function byUrgency(rows, options) {
  return [...rows].sort((a, b) => clockOf(a, options).leftMs - clockOf(b, options).leftMs);
}
