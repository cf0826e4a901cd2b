/** Texts from labels: parameters by index, plurals from two labels. Pure. */

/**
 * Puts arguments into `{0}`, `{1}` …; a missing one leaves nothing behind. A label that is missing is an empty text.
 * @param {string | undefined} template
 * @param {...unknown} values
 * @returns {string}
 */
export function format(template, ...values) {
  return (template ?? '').replaceAll(/\{(\d+)\}/g, (_, index) => String(values[Number(index)] ?? ''));
}

/**
 * The label for a count: `one` for exactly one, else `many`. `{0}` is the count.
 * @param {number} count
 * @param {{ one: string, many: string }} labels
 * @param {string} [shown] the count as people read it
 * @returns {string}
 */
export function plural(count, { one, many }, shown = String(count)) {
  return format(count === 1 ? one : many, shown);
}
