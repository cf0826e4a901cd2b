/** Parses Apex source with the library, and gives all its syntax errors at once. */
import { ApexErrorListener, ApexParserFactory, type ApexParser } from '@apexdevtools/apex-parser';
import type { Position, SyntaxTree } from './ast.ts';
import { readAnonymous, readTrigger, readUnit } from './read-declaration.ts';

export type SyntaxProblem = { readonly at: Position; readonly message: string };

export type SourceForm = 'class' | 'trigger' | 'anonymous';

export type Parsed = { readonly ok: true; readonly tree: SyntaxTree } | { readonly ok: false; readonly problems: readonly SyntaxProblem[] };

/** Never throws for what a source may hold: one nested too deeply is a problem too. */
export function parseApex(source: string, form: SourceForm): Parsed {
  if (depthOf(source) > DEEPEST) return TOO_DEEP;
  const problems = new ProblemCollector();
  try {
    const { parser } = ApexParserFactory.createLexerAndParser(source, problems);
    const tree = READERS[form](parser, problems.found);
    return tree === undefined ? { ok: false, problems: problems.found } : { ok: true, tree };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return TOO_DEEP;
  }
}

/** The parser's work grows with the depth of brackets beyond reason; no person writes code like that. */
const DEEPEST = 100;

const TOO_DEEP: Parsed = { ok: false, problems: [{ at: { line: 1, column: 1 }, message: 'The source is nested too deeply' }] };

/** How deep brackets nest, text and comments left out. */
function depthOf(source: string): number {
  let [depth, deepest] = [0, 0];
  for (const [token] of source.matchAll(/'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[([{}\])]/g)) {
    if (token.length > 1) continue;
    depth += '([{'.includes(token) ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

type Reader = (parser: ApexParser, problems: readonly SyntaxProblem[]) => SyntaxTree | undefined;

const READERS: Readonly<Record<SourceForm, Reader>> = {
  class: (parser, problems) => {
    const unit = parser.compilationUnit();
    return problems.length > 0 ? undefined : readUnit(unit);
  },
  trigger: (parser, problems) => {
    const unit = parser.triggerUnit();
    return problems.length > 0 ? undefined : readTrigger(unit);
  },
  anonymous: (parser, problems) => {
    const unit = parser.anonymousUnit();
    return problems.length > 0 ? undefined : readAnonymous(unit);
  },
};

class ProblemCollector extends ApexErrorListener {
  readonly found: SyntaxProblem[] = [];

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.found.push({ at: { line, column: column + 1 }, message });
  }
}
