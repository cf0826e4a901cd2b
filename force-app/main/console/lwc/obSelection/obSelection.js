/** Which lines somebody chose, and how much of each: what is typed against what is possible. Pure. */
import { readQuantity, rounded, total } from 'c/obQuantities';

/**
 * @typedef {object} Choice
 * @property {string} lineId
 * @property {number} most what is possible of this line
 * @property {number} [refundPerUnit]
 */

/**
 * @param {readonly Choice[]} choices
 * @param {Record<string, string | number>} typed by line id; a line nobody typed anything for is not chosen
 * @returns {{ lines: { lineId: string, quantity: number }[], faults: Record<string, string>, isValid: boolean, refund: number | undefined }} `faults`: the code
 *   of `readQuantity` for each line with one; `refund`: undefined if the price of a chosen line is not known
 */
export function selectionOf(choices, typed) {
  const read = choices.map((choice) => ({ ...choice, ...readQuantity(typed[choice.lineId], choice.most) }));
  const faulty = read.filter(({ fault }) => fault !== 'none' && fault !== 'missing');
  const chosen = read.filter(({ fault, value }) => fault === 'none' && value > 0);
  return {
    lines: chosen.map(({ lineId, value }) => ({ lineId, quantity: value })),
    faults: Object.fromEntries(faulty.map(({ lineId, fault }) => [lineId, fault])),
    isValid: faulty.length === 0 && chosen.length > 0,
    refund: refundOf(chosen),
  };
}

function refundOf(chosen) {
  if (chosen.some(({ refundPerUnit }) => typeof refundPerUnit !== 'number')) return undefined;
  return total(chosen.map(({ refundPerUnit, value }) => rounded(refundPerUnit * value)));
}
