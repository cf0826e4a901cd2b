/** The way of an order and of a return as a few steps, derived from quantities and states. Pure; the names of steps are keys. */
import { total } from 'c/obQuantities';

/**
 * @typedef {'done' | 'current' | 'partial' | 'upcoming' | 'problem' | 'stopped'} StepState
 * @typedef {{ key: string, state: StepState, done?: number, of?: number, at?: string | null, until?: string | null }} Step
 */

const STARTED = new Set(['Accepted', 'On hold', 'Backordered', 'In fulfilment', 'Partially shipped', 'Shipped', 'Delivered', 'Completed']);
const KNOWN = new Set([...STARTED, 'Draft', 'Received', 'Submitted', 'Rejected', 'Cancelled']);
const TROUBLED = new Set(['On hold', 'Backordered']);

/** Whether nothing more happens by itself. @param {string | null | undefined} status */
export function isFinalStatus(status) {
  return ['Completed', 'Cancelled', 'Rejected', 'Draft'].includes(status ?? '');
}

/** Whether the page can say what this status means. @param {string | null | undefined} status */
export function isKnownStatus(status) {
  return KNOWN.has(status ?? '');
}

function totalsOf(lines) {
  const sum = (bucket) => total(lines.map((line) => line[bucket]));
  const ordered = sum('ordered');
  const cancelled = sum('cancelled');
  return {
    ...{ ordered, cancelled, wanted: Math.max(0, total([ordered, -cancelled])), returned: sum('returned') },
    ...{ shipped: sum('shipped'), delivered: sum('delivered') },
    working: Math.max(sum('allocated'), sum('released'), sum('shipped')),
  };
}

/** @returns {StepState} */
function stateOf(done, of) {
  if (of > 0 && done >= of) return 'done';
  return done > 0 ? 'partial' : 'upcoming';
}

function latest(instants) {
  return instants.filter(Boolean).sort().at(-1) ?? null;
}

function quantitySteps({ status, promisedDate, pickupLocation }, totals, shipments) {
  const { wanted, working, shipped, delivered } = totals;
  const step = (key, done, more) => ({ key, state: stateOf(done, wanted), done, of: wanted, ...more });
  const trouble = TROUBLED.has(status) && shipped < wanted;
  const fulfilment = step('fulfilment', working);
  return [
    trouble ? { ...fulfilment, key: status === 'On hold' ? 'held' : 'backordered', state: 'problem' } : fulfilment,
    step(pickupLocation ? 'readyForPickup' : 'shipped', shipped, { at: latest(shipments.map(({ shippedAt }) => shippedAt)) }),
    step(pickupLocation ? 'pickedUp' : 'delivered', delivered, {
      at: latest(shipments.map(({ deliveredAt }) => deliveredAt)),
      until: promisedDate,
    }),
  ];
}

/** The first step that is not done is where the order is. */
function withCurrent(steps) {
  const first = steps.findIndex(({ state }) => state !== 'done');
  return steps.map((step, index) => (index === first && step.state === 'upcoming' ? { ...step, state: 'current' } : step));
}

function branches(totals, returns) {
  const { cancelled, ordered, returned, delivered, shipped } = totals;
  const running = returns.filter(({ status }) => !['Draft', 'Declined', 'Cancelled', 'Expired'].includes(status));
  const most = Math.max(delivered, shipped);
  return [
    ...(cancelled > 0 && cancelled < ordered ? [{ key: 'cancelled', state: 'stopped', done: cancelled, of: ordered }] : []),
    ...(returned > 0 || running.length > 0
      ? [{ key: 'returned', state: returned > 0 ? stateOf(returned, most) : 'current', done: returned, of: most }]
      : []),
  ];
}

/**
 * The steps of an order, in order; branches (cancelled, returned) come last, where there are any.
 * @param {{ status: string | null, placedAt?: string | null, promisedDate?: string | null, pickupLocation?: string | null }} order
 * @param {readonly object[]} lines with buckets
 * @param {{ shipments?: readonly object[], returns?: readonly object[] }} [others]
 * @returns {Step[]}
 */
export function orderSteps(order, lines, { shipments = [], returns = [] } = {}) {
  const { status, placedAt } = order;
  const totals = totalsOf(lines);
  const received = { key: 'received', state: status === 'Draft' ? 'current' : 'done', at: placedAt };
  if (status === 'Draft')
    return [{ key: 'draft', state: 'current' }, ...upcoming(['received', 'accepted', 'fulfilment', 'shipped', 'delivered'])];
  if (status === 'Rejected') return [received, { key: 'rejected', state: 'problem' }];
  const accepted = { key: 'accepted', state: STARTED.has(status) || totals.working > 0 ? 'done' : 'upcoming' };
  if (status === 'Cancelled') return [received, { key: 'cancelled', state: 'stopped', done: totals.cancelled, of: totals.ordered }];
  return [...withCurrent([received, accepted, ...quantitySteps(order, totals, shipments)]), ...branches(totals, returns)];
}

/** @param {readonly string[]} keys @returns {Step[]} */
function upcoming(keys) {
  return keys.map((key) => ({ key, state: 'upcoming' }));
}

const RETURN_WAY = ['requested', 'authorized', 'inTransit', 'received', 'inspected', 'credited'];
/** How far each status is on that way: the number of steps that are done. @type {Record<string, number>} */
const RETURN_PROGRESS = {
  ...{ Draft: 0, Requested: 1, Authorized: 2, 'In transit': 3, 'Partially received': 3, Received: 4 },
  ...{ Inspected: 5, Disposed: 5, 'Credit pending': 5, Credited: 6, Closed: 6 },
};
const RETURN_ENDS = { Declined: 'declined', Cancelled: 'cancelled', Expired: 'expired' };

/** Whether the page can say what this status of a return means. @param {string | null | undefined} status */
export function isKnownReturnStatus(status) {
  return Object.keys({ ...RETURN_PROGRESS, ...RETURN_ENDS }).includes(status ?? '');
}

/** Whether nothing more happens to a return by itself. @param {string | null | undefined} status */
export function isFinalReturnStatus(status) {
  return ['Credited', 'Closed', ...Object.keys(RETURN_ENDS)].includes(status ?? '');
}

/**
 * The steps of a return. An unknown status has no steps but the first.
 * @param {{ status: string | null, requestedAt?: string | null, returnBy?: string | null }} facts
 * @returns {Step[]}
 */
export function returnSteps({ status, requestedAt, returnBy }) {
  const end = RETURN_ENDS[status ?? ''];
  if (end)
    return [
      { key: 'requested', state: 'done', at: requestedAt },
      { key: end, state: 'problem' },
    ];
  const done = RETURN_PROGRESS[status ?? ''] ?? 1;
  const steps = RETURN_WAY.map((key, index) => ({ key, state: index < done ? 'done' : 'upcoming' }));
  const dated = [{ ...steps[0], at: requestedAt }, steps[1], { ...steps[2], until: returnBy }, ...steps.slice(3)];
  const partly =
    status === 'Partially received' ? dated.map((step) => (step.key === 'received' ? { ...step, state: 'partial' } : step)) : dated;
  return withCurrent(partly);
}
