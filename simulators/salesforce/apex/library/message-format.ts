/** Patterns of `String.format`. Source: Apex Reference Guide, "String.format", which follows java.text.MessageFormat. */
import type { ApexContext } from '../context.ts';
import type { Value } from '../values.ts';
import { growText } from './text-size.ts';

const PART = /''|'((?:[^']|'')*)(?:'|$)|\{([^{}]*)(\}|$|(?=\{))/g;

/**
 * Each argument is turned into text once, in their order, whether it is placed or not. Puts arguments in the place of `{0}`. Text between single quotes stays as it is, two quotes are one; an argument that is not there leaves
 * its placeholder. Formats inside a placeholder (`{0,number}`) are not supported.
 */
export function formatMessage(context: ApexContext, pattern: string, args: readonly Value[]): string {
  const texts = args.map((value) => context.text(value));
  let length = pattern.length;
  return pattern.replaceAll(PART, (part: string, quoted: string | undefined, placeholder: string | undefined) => {
    if (placeholder !== undefined) {
      const text = argument(context, part, texts);
      growText(context, length, text.length);
      length += text.length;
      return text;
    }
    return quoted === undefined ? "'" : quoted.replaceAll("''", "'");
  });
}

function argument(context: ApexContext, placeholder: string, texts: readonly string[]): string {
  const number = /^\{\s*(\d{1,4})\s*\}$/.exec(placeholder)?.[1];
  if (number === undefined) return context.fail('StringException', `Invalid format: ${placeholder}`);
  return texts[Number(number)] ?? `{${number}}`;
}
