/** Reads Apex source with the library, and gives all its syntax errors at once. */
import { ApexErrorListener, ApexParserFactory, type ApexParser } from '@apexdevtools/apex-parser';
import type { Parsed, SourceForm, SyntaxProblem, SyntaxTree } from './ast.ts';
import { readAnonymous, readTrigger, readUnit } from './read-declaration.ts';

/** Throws RangeError for a source that is nested too deeply for the library. */
export function readSource(source: string, form: SourceForm): Parsed {
  const problems = new ProblemCollector();
  const { parser } = ApexParserFactory.createLexerAndParser(source, problems);
  const tree = READERS[form](parser, problems.found);
  return tree === undefined ? { ok: false, problems: problems.found } : { ok: true, tree };
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
