/** Every query and every write says whose permissions count, so that a reader need not know the default of an API version. */
import {
  DeleteStatementContext,
  InsertStatementContext,
  QueryContext,
  UndeleteStatementContext,
  UpdateStatementContext,
  UpsertStatementContext,
  type ApexParserRuleContext,
} from '@apexdevtools/apex-parser';
import type { Finding } from '../finding.ts';
import { walk, type ApexTree } from './apex-tree.ts';

const WRITES = [InsertStatementContext, UpdateStatementContext, UpsertStatementContext, DeleteStatementContext, UndeleteStatementContext];
const METHOD = /\bDatabase\.(?:query\w*|countQuery\w*|getQueryLocator\w*|insert|update|upsert|delete|undelete)\s*\(/g;

/** Every query and write without a mode. */
export function checkAccessMode(trees: readonly ApexTree[]): readonly Finding[] {
  return trees.flatMap((tree) => [...statements(tree), ...methods(tree)]);
}

function statements({ file, root }: ApexTree): readonly Finding[] {
  const findings: Finding[] = [];
  walk(root, (node) => {
    const message = statementFault(node);
    if (message !== undefined) findings.push({ path: file.path, line: node.start.line, message });
    return true;
  });
  return findings;
}

function statementFault(node: ApexParserRuleContext): string | undefined {
  if (node instanceof QueryContext) {
    return /with(user|system)_mode/i.test(node.getText()) ? undefined : 'the query says neither WITH USER_MODE nor WITH SYSTEM_MODE';
  }
  if (!WRITES.some((kind) => node instanceof kind)) return undefined;
  return /^(insert|update|upsert|delete|undelete)as(user|system)/i.test(node.getText())
    ? undefined
    : 'the write says neither as user nor as system';
}

/** A method call ends with the statement it stands in. */
function methods({ file: { path, text } }: ApexTree): readonly Finding[] {
  return [...text.matchAll(METHOD)]
    .filter(({ index }) => !/^[^;]*\bAccessLevel\./.test(text.slice(index)))
    .map((match) => ({ path, line: text.slice(0, match.index).split('\n').length, message: `${match[0]}…) is given no AccessLevel` }));
}
