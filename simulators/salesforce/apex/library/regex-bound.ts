/** Keeps regular expressions that take for ever from holding up the org. */
import { createContext, Script, type Context } from 'node:vm';
import type { ApexContext } from '../context.ts';

/** So long may one call take; the platform's own bound is a number of steps. */
const LONGEST_MS = 2_000;

/** A repetition around something that repeats, or repeated alternatives: what may take exponential time. */
const RISKY = /[*+}]\??\)+[*+{]|\|[^)]*\)+[*+{]|\\\d/;

/** What repeats without bound, and what may be left out: not what is escaped, stands in a class, or only opens a group. */
const REPEATED = /\\(?:[up]\{[^}]*\}|[^])|\[(?:\\[^]|[^\]])*\]|\(\?|([*+]|\{\d+,\d*\})\??|(\?)/g;

/** An expression may try so many ways on a text without being watched. */
const FEW_WAYS = 1e9;

type Shape = { readonly risky: boolean; readonly repeats: number; readonly options: number };

const shapes = new WeakMap<RegExp, Shape>();
const script = new Script('run()');
let room: Context | undefined;

export type Place = { readonly text: string; readonly from: number; /** So many matches are wanted. */ readonly most: number };

/** The matches of `expression` from a place on, from the left; an empty one is followed by a step of one character. Throws the LimitException "Regex too complicated" when it takes too long. */
export function boundedMatches(context: ApexContext, expression: RegExp, place: Place): readonly RegExpExecArray[] {
  const run = (): readonly RegExpExecArray[] => matchesOf(expression, place);
  if (!mayTakeLong(expression, place.text.length)) return run();
  room ??= createContext({});
  room['run'] = run;
  try {
    return script.runInContext(room, { timeout: LONGEST_MS }) as readonly RegExpExecArray[];
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      return context.fail('LimitException', 'Regex too complicated');
    throw error;
  }
}

function matchesOf(expression: RegExp, { text, from, most }: Place): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (let at = from; at <= text.length && found.length < most;) {
    expression.lastIndex = at;
    const match = expression.exec(text);
    if (match === null) break;
    found.push(match);
    at = match.index + Math.max(match[0].length, 1);
  }
  return found;
}

/** Each repetition may end at each place of the text, each option may be taken or not, and what is looked for may begin anywhere. */
function mayTakeLong(expression: RegExp, length: number): boolean {
  const { risky, repeats, options } = shapeOf(expression);
  const places = expression.sticky ? repeats : repeats + 1;
  return risky || length ** places * 2 ** options > FEW_WAYS;
}

function shapeOf(expression: RegExp): Shape {
  let shape = shapes.get(expression);
  if (shape === undefined) {
    const { source } = expression;
    const found = [...source.matchAll(REPEATED)];
    const repeats = found.filter(([, repeat]) => repeat !== undefined).length;
    const options = found.filter(([, , option]) => option !== undefined).length;
    shapes.set(expression, (shape = { risky: RISKY.test(source), repeats, options }));
  }
  return shape;
}
