/** Keeps regular expressions that take for ever from holding up the org. */
import { createContext, Script, type Context } from 'node:vm';
import type { ApexContext } from '../context.ts';

/** So long may one match take; the platform's own bound is a number of steps. */
const LONGEST_MS = 2_000;

/** A repetition around something that repeats, or repeated alternatives: what may take exponential time. */
const RISKY = /[*+}]\??\)+[*+{]|\|[^)]*\)+[*+{]|\\\d/;

/** Above this even a harmless expression with two repetitions may take long. */
const LONG_TEXT = 20_000;

const risks = new WeakMap<RegExp, boolean>();
const script = new Script('run()');
let room: Context | undefined;

type Place = { readonly text: string; readonly from: number };

/** The match of `expression` at or from a place. Throws the LimitException "Regex too complicated" when it takes too long. */
export function boundedMatch(context: ApexContext, expression: RegExp, { text, from }: Place): RegExpExecArray | null {
  const run = (): RegExpExecArray | null => {
    expression.lastIndex = from;
    return expression.exec(text);
  };
  if (!isRisky(expression) && text.length < LONG_TEXT) return run();
  room ??= createContext({});
  room['run'] = run;
  try {
    return script.runInContext(room, { timeout: LONGEST_MS }) as RegExpExecArray | null;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      return context.fail('LimitException', 'Regex too complicated');
    throw error;
  }
}

function isRisky(expression: RegExp): boolean {
  let risky = risks.get(expression);
  if (risky === undefined) {
    risky = RISKY.test(expression.source);
    risks.set(expression, risky);
  }
  return risky;
}
