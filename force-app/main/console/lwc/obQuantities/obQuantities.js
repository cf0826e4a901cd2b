/** Quantities of a line as people look at them: parts of a whole. Pure. */

const SCALE = 10_000;
/** What the fields of quantities and the broker's contract keep. */
const QUANTITY_DECIMALS = 3;

/** Takes the noise of binary fractions off, of quantities, amounts and shares alike. @param {number} value */
export function rounded(value) {
  return Math.round(value * SCALE) / SCALE;
}

/** @param {readonly (number | null | undefined)[]} values */
export function total(values) {
  let sum = 0;
  for (const value of values) sum += value ?? 0;
  return rounded(sum);
}

/**
 * @typedef {'delivered' | 'shipped' | 'fulfilling' | 'backordered' | 'open' | 'cancelled'} Part
 * @typedef {Record<'ordered' | 'cancelled' | 'backordered' | 'allocated' | 'released' | 'shipped' | 'delivered', number | null | undefined>} Buckets
 */

/** Each unit in one place, the furthest it has come. @type {readonly Part[]} */
export const PARTS = ['delivered', 'shipped', 'fulfilling', 'backordered', 'open', 'cancelled'];

/**
 * How the ordered quantity divides, furthest first; the parts add up to what was ordered, or to what was shipped if that is more.
 * @param {Buckets} buckets
 * @returns {Record<Part, number>}
 */
export function partsOf(buckets) {
  const { ordered = 0, cancelled = 0, shipped = 0, delivered = 0, backordered = 0, allocated = 0, released = 0 } = filled(buckets);
  const open = Math.max(0, ordered - cancelled - shipped);
  const fulfilling = Math.min(open, Math.max(0, Math.max(allocated, released) - shipped));
  const waiting = Math.min(open - fulfilling, backordered);
  const atCustomer = Math.min(delivered, shipped);
  return {
    delivered: rounded(atCustomer),
    shipped: rounded(shipped - atCustomer),
    fulfilling: rounded(fulfilling),
    backordered: rounded(waiting),
    open: rounded(open - fulfilling - waiting),
    cancelled: rounded(cancelled),
  };
}

/** @param {Buckets} buckets @returns {Record<string, number>} */
function filled(buckets) {
  return Object.fromEntries(Object.entries(buckets).map(([name, value]) => [name, Math.max(0, value ?? 0)]));
}

/**
 * The parts that are not nought, with their share in percent.
 * @param {Buckets} buckets
 * @returns {{ part: Part, quantity: number, percent: number }[]}
 */
export function segmentsOf(buckets) {
  const parts = partsOf(buckets);
  const whole = total(Object.values(parts));
  return PARTS.filter((part) => parts[part] > 0).map((part) => ({
    part,
    quantity: parts[part],
    percent: rounded((parts[part] / whole) * 100),
  }));
}

/**
 * What somebody typed as a quantity, or as another figure with its own number of decimals.
 * @param {string | number | null | undefined} typed
 * @param {number} most
 * @param {number} [decimals]
 * @returns {{ value: number | undefined, fault: 'none' | 'missing' | 'notANumber' | 'tooSmall' | 'tooMany' | 'tooFine' }}
 */
export function readQuantity(typed, most, decimals = QUANTITY_DECIMALS) {
  const text = String(typed ?? '').trim();
  if (text === '') return { value: undefined, fault: 'missing' };
  const value = Number(text);
  if (!Number.isFinite(value)) return { value: undefined, fault: 'notANumber' };
  return { value, fault: faultOf(value, most, decimals) };
}

function faultOf(value, most, decimals) {
  if (value < 0) return 'tooSmall';
  if (value > most) return 'tooMany';
  return Math.abs(Number(value.toFixed(decimals)) - value) > Number.EPSILON * SCALE ? 'tooFine' : 'none';
}
