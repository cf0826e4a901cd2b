/** Characters of a String by their place. */
import type { ApexContext } from '../../context.ts';

/** The character at `index`, or the platform's StringException. */
export function characterAt(context: ApexContext, text: string, index: number): string {
  const character = text[index];
  return character ?? context.fail('StringException', `Index out of bounds: ${index}`);
}

/** `from` to `to`, which lie within the text and in this order; else the platform's StringException. */
export function between(context: ApexContext, text: string, [from, to]: readonly [number, number]): string {
  if (from < 0) context.fail('StringException', `Starting position out of bounds: ${from}`);
  if (to > text.length || to < from) context.fail('StringException', `Ending position out of bounds: ${to}`);
  return text.slice(from, to);
}
