/** Holds texts that platform methods make to what a transaction's heap can hold. */
import type { ApexContext } from '../context.ts';

const LONGEST = 6_000_000;

/** The same, of a text that is then held. */
export function holdText(context: ApexContext, length: number): void {
  reserveText(context, length);
  context.hold(Math.max(0, length));
}

/** Counts the work of making a text of that length, before it is made. */
export function reserveText(context: ApexContext, length: number): void {
  demandFitting(context, length);
  context.charge(Math.max(0, length) >> 4);
}

/** The same, where a text grows bit by bit: `more` is what comes to it now. */
export function growText(context: ApexContext, length: number, more: number): void {
  demandFitting(context, length + more);
  context.charge(1 + (more >> 4));
}

function demandFitting({ fail }: ApexContext, length: number): void {
  if (length > LONGEST) fail('StringException', `String length exceeds maximum: ${LONGEST}`);
}
