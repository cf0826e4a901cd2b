/** Compiled regular expressions and what is done with them: splitting and replacing as Java does. */
import type { ApexContext } from '../context.ts';
import { RegexFault, translateRegex } from './java-regex.ts';
import { boundedMatches } from './regex-bound.ts';
import { growText } from './text-size.ts';

export type JavaPattern = {
  readonly source: string;
  /** Finds the next match from `lastIndex` on. */
  readonly search: RegExp;
  /** Matches at `lastIndex` only. */
  readonly here: RegExp;
  /** Matches from `lastIndex` to the end only. */
  readonly whole: RegExp;
  readonly groups: number;
};

const compiled = new Map<string, JavaPattern>();
/** Patterns made at run time must not fill the memory of an org. */
const MOST_KEPT = 1000;

/** Throws the platform's StringException for what cannot be read, or is not supported. */
export function compilePattern(context: ApexContext, source: string): JavaPattern {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const pattern = compile(context, source);
  if (compiled.size >= MOST_KEPT) compiled.clear();
  compiled.set(source, pattern);
  return pattern;
}

function compile(context: ApexContext, source: string): JavaPattern {
  try {
    const written = translateRegex(source);
    return {
      source,
      search: new RegExp(written, 'dgv'),
      here: new RegExp(written, 'dyv'),
      whole: new RegExp(`(?:${written})(?![\\s\\S])`, 'dyv'),
      groups: (new RegExp(`${written}|`, 'v').exec('')?.length ?? 1) - 1,
    };
  } catch (error) {
    if (error instanceof RegexFault || error instanceof SyntaxError) {
      return context.fail(
        'StringException',
        `Invalid regex: ${error instanceof RegexFault ? error.message : 'it cannot be read'} near ${source}`,
      );
    }
    throw error;
  }
}

/** Where to look, and for how many matches. */
export type Wanted = { readonly text: string; readonly from: number; readonly most?: number };

/** Every match, from the left. What was gone through counts as work. */
function matchesFrom(context: ApexContext, expression: RegExp, { text, from, most = text.length + 1 }: Wanted): readonly RegExpExecArray[] {
  const found = boundedMatches(context, expression, { text, from, most });
  const last = found.length < most ? undefined : found.at(-1);
  const end = last === undefined ? text.length : last.index + last[0].length;
  context.charge(1 + found.length + (Math.max(0, end - from) >> 4));
  return found;
}

export const matchAt = (context: ApexContext, expression: RegExp, place: Omit<Wanted, 'most'>): RegExpExecArray | null =>
  matchesFrom(context, expression, { ...place, most: 1 })[0] ?? null;

export type Split = { readonly pattern: JavaPattern; readonly text: string; readonly limit: number };

/** String.split of Java: a limit above 0 is the most parts, 0 drops empty parts at the end, below 0 keeps all. */
export function splitText(context: ApexContext, { pattern, text, limit }: Split): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of matchesFrom(context, pattern.search, { text, from })) {
    if (limit > 0 && parts.length === limit - 1) break;
    const end = match.index + match[0].length;
    // A match of nothing at the start gives no empty part, nor one at the end.
    if (end === 0 || (match[0] === '' && match.index >= text.length)) continue;
    parts.push(text.slice(from, match.index));
    from = end;
  }
  parts.push(text.slice(from));
  return limit === 0 && parts.length > 1 ? withoutEmptyEnd(parts) : parts;
}

function withoutEmptyEnd(parts: readonly string[]): string[] {
  return parts.slice(0, parts.findLastIndex((part) => part !== '') + 1);
}

export type Replace = { readonly pattern: JavaPattern; readonly text: string; readonly replacement: string; readonly all: boolean };

export function replaceMatches(context: ApexContext, { pattern, text, replacement, all }: Replace): string {
  let result = '';
  let from = 0;
  for (const match of matchesFrom(context, pattern.search, { text, from, ...(all ? {} : { most: 1 }) })) {
    const more = text.slice(from, match.index) + expandReplacement(context, match, replacement);
    growText(context, result.length, more.length);
    result += more;
    from = match.index + match[0].length;
  }
  return result + text.slice(from);
}

/** `$1` and `${name}` are groups, `\$` is a dollar sign. */
export function expandReplacement(context: ApexContext, match: RegExpExecArray, replacement: string): string {
  return replacement.replaceAll(/\\([\s\S]?)|\$(?:(\d+)|\{(\w+)\})?/g, (part: string, ...found: unknown[]) => {
    const [escaped, number, name] = found as (string | undefined)[];
    if (part.startsWith('\\'))
      return escaped === '' ? context.fail('StringException', 'character to be escaped is missing') : (escaped ?? '');
    if (number !== undefined) return groupAndRest(context, match, number);
    if (name === undefined || match.groups === undefined || !(name in match.groups))
      return context.fail('StringException', 'Illegal group reference');
    return match.groups[name] ?? '';
  });
}

/** As many digits as name a group that there is: `$12` may be group 1 and the digit 2. */
function groupAndRest(context: ApexContext, match: RegExpExecArray, digits: string): string {
  let length = digits.length;
  while (length > 1 && Number(digits.slice(0, length)) >= match.length) length -= 1;
  const number = Number(digits.slice(0, length));
  if (number >= match.length) return context.fail('IndexOutOfBoundsException', `No group ${number}`);
  return (match[number] ?? '') + digits.slice(length);
}
