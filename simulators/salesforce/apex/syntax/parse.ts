/** Parses Apex source. */
import { createRequire } from 'node:module';
import type { Parsed, SourceForm, SyntaxProblem } from './ast.ts';
import type { readSource } from './read-source.ts';

const load = createRequire(import.meta.url);

/**
 * Never throws for what a source may hold: one nested too deeply is a problem too. The library is loaded with the first source, which an org whose
 * trees are all kept does not come to.
 */
export function parseApex(source: string, form: SourceForm): Parsed {
  if (depthOf(source) > DEEPEST) return TOO_DEEP;
  const late = load('./read-source.ts') as { readonly readSource: typeof readSource };
  try {
    return late.readSource(source, form);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return TOO_DEEP;
  }
}

/** The parser's work grows with the depth of brackets beyond reason; no person writes code like that. */
const DEEPEST = 100;

export const NESTED_TOO_DEEPLY: SyntaxProblem = { at: { line: 1, column: 1 }, message: 'The source is nested too deeply' };

const TOO_DEEP: Parsed = { ok: false, problems: [NESTED_TOO_DEEPLY] };

/** How deep brackets nest, text and comments left out. Either may lack its end: what matches need not be tried in another way. */
function depthOf(source: string): number {
  let [depth, deepest] = [0, 0];
  for (const [token] of source.matchAll(/'[^'\\\n]*(?:\\.[^'\\\n]*)*'?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[([{}\])]/g)) {
    if ('([{'.includes(token)) depth += 1;
    else if (')]}'.includes(token)) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
