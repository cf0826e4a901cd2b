/** Apex as a tree, and what keeps a file from being one. */
import {
  ApexErrorListener,
  ApexParserFactory,
  type ApexParseTree,
  type ApexParserRuleContext,
  type ApexTerminalNode,
} from '@apexdevtools/apex-parser';
import type { Finding } from '../finding.ts';
import type { ApexFile } from '../source/package-model.ts';

export type ApexTree = { readonly file: ApexFile; readonly root: ApexParserRuleContext; readonly findings: readonly Finding[] };

class SyntaxFindings extends ApexErrorListener {
  readonly found: Finding[] = [];
  private readonly path: string;

  constructor(path: string) {
    super();
    this.path = path;
  }

  override apexSyntaxError(line: number, _column: number, message: string): void {
    this.found.push({ path: this.path, line, message });
  }
}

/** Parses a class or a trigger. A file with syntax errors still has a tree, of what could be read. */
export function parseApex(file: ApexFile): ApexTree {
  const listener = new SyntaxFindings(file.path);
  const { parser } = ApexParserFactory.createLexerAndParser(file.text, listener);
  const root = file.path.endsWith('.trigger') ? parser.triggerUnit() : parser.compilationUnit();
  return { file, root, findings: listener.found };
}

/** Calls `enter` for every rule below a node, parents first. Where it returns false, the node's children are left out. */
export function walk(node: ApexParserRuleContext, enter: (node: ApexParserRuleContext) => boolean): void {
  if (!enter(node)) return;
  for (const child of childrenOf(node)) walk(child, enter);
}

/** The rules directly below a node, without the words between them. */
export function childrenOf(node: ApexParserRuleContext): readonly ApexParserRuleContext[] {
  const children = (node as { readonly children?: readonly (ApexParseTree | ApexTerminalNode)[] | null }).children ?? [];
  return children.filter((child): child is ApexParserRuleContext => 'start' in child && 'ruleIndex' in child);
}
