/** Small pieces of the parser's tree: positions, names, types, literals. */
import type {
  ApexParserRuleContext,
  ApexParseTree,
  ApexToken,
  LiteralContext,
  TypeArgumentsContext,
  TypeListContext,
  TypeNameContext,
  TypeRefContext,
} from '@apexdevtools/apex-parser';
import type { TypeName } from '../types/type-name.ts';
import type { LiteralType, Position } from './ast.ts';

/** The parser types absent children as present; this says what they are. */
export function optional<Context>(context: Context): Context | undefined {
  return context ?? undefined;
}

function positionOf({ line, column }: ApexToken): Position {
  return { line, column: column + 1 };
}

export function at(context: ApexParserRuleContext): Position {
  return positionOf(context.start);
}

/** What a node is made of; a token is made of nothing. */
export function children(tree: ApexParseTree): readonly ApexParseTree[] {
  return (tree as { readonly children?: readonly ApexParseTree[] | null }).children ?? [];
}

/** The first token of a node. */
export function firstOf(context: ApexParserRuleContext): string {
  return children(context)[0]?.getText() ?? '';
}

/** Where the last token of a node ends, as an index into the source. */
export function stopOf(context: ApexParserRuleContext): number {
  return (context.stop ?? context.start).stop;
}

/** The source as it was written, both ends included. */
export function sourceText(context: ApexParserRuleContext, from: number, to: number): string {
  return to < from ? '' : context.start.getInputStream().getText(from, to);
}

export function readType(context: TypeRefContext): TypeName {
  const names = context.typeName_list();
  const last = names.at(-1);
  const prefix = names.slice(0, -1).map((name) => name.getText());
  const written = last === undefined ? '' : simpleName(last);
  let type: TypeName = { name: [...prefix, written].join('.'), args: last === undefined ? [] : readArguments(last.typeArguments()) };
  for (let depth = context.arraySubscripts().getText().length / 2; depth > 0; depth -= 1) type = { name: 'List', args: [type] };
  return type;
}

function simpleName(context: TypeNameContext): string {
  return (optional(context.LIST()) ?? optional(context.SET()) ?? optional(context.MAP()) ?? context.id()).getText();
}

function readArguments(context: TypeArgumentsContext): TypeName[] {
  const present = optional(context);
  return present === undefined ? [] : readTypes(present.typeList());
}

export function readTypes(context: TypeListContext): TypeName[] {
  return optional(context)?.typeRef_list().map(readType) ?? [];
}

export type Literal = { readonly type: LiteralType; readonly text: string };

/** Text comes without quotes and with its escapes resolved, numbers without their suffix. */
export function readLiteral(context: LiteralContext): Literal {
  const text = context.getText();
  if (optional(context.IntegerLiteral()) !== undefined) return { type: 'Integer', text };
  if (optional(context.LongLiteral()) !== undefined) return { type: 'Long', text: text.slice(0, -1) };
  if (optional(context.NumberLiteral()) !== undefined) return readNumber(text);
  if (optional(context.BooleanLiteral()) !== undefined) return { type: 'Boolean', text: text.toLowerCase() };
  if (optional(context.NULL()) !== undefined) return { type: 'null', text: 'null' };
  return { type: 'String', text: unquote(text) };
}

/** A literal with a point is a Decimal; with `d` after it a Double. */
function readNumber(text: string): Literal {
  return /[dD]$/.test(text) ? { type: 'Double', text: text.slice(0, -1) } : { type: 'Decimal', text };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** `'it\'s'`, or a text over several lines between `'''`, whose first line break is dropped. */
export function unquote(quoted: string): string {
  const multiline = quoted.startsWith("'''") && quoted.length >= 6;
  const inner = multiline ? quoted.slice(3, -3).replace(/^\r?\n/, '') : quoted.slice(1, -1);
  return inner.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_, escape: string) => {
    if (escape.startsWith('u') && escape.length === 5) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return ESCAPES[escape.toLowerCase()] ?? escape;
  });
}
