/** From the parser's tree of an expression to ours. */
import {
  ArrayExpressionContext,
  Arth1ExpressionContext,
  Arth2ExpressionContext,
  AssignExpressionContext,
  BitAndExpressionContext,
  BitExpressionContext,
  BitNotExpressionContext,
  BitOrExpressionContext,
  BoundExpressionContext,
  CastExpressionContext,
  CmpExpressionContext,
  CoalExpressionContext,
  CondExpressionContext,
  DotExpressionContext,
  EqualityExpressionContext,
  IdPrimaryContext,
  InstanceOfExpressionContext,
  LiteralPrimaryContext,
  LogAndExpressionContext,
  LogOrExpressionContext,
  MethodCallExpressionContext,
  NegExpressionContext,
  NewExpressionContext,
  PostOpExpressionContext,
  PreOpExpressionContext,
  PrimaryExpressionContext,
  SoqlPrimaryContext,
  SoslPrimaryContext,
  SubExpressionContext,
  SuperPrimaryContext,
  ThisPrimaryContext,
  TypeRefPrimaryContext,
  VoidPrimaryContext,
  type ApexParseTree,
  type ApexParserRuleContext,
  type CreatorContext,
  type ExpressionContext,
  type ExpressionListContext,
  type MethodCallContext,
} from '@apexdevtools/apex-parser';
import type { TypeName } from '../types/type-name.ts';
import type { BinaryOperator, Expression, Position, SoqlBind } from './ast.ts';
import { at, children, firstOf, optional, readLiteral, readType, readTypes, sourceText, stopOf } from './tokens.ts';

type Reader<Context> = (context: Context) => Expression;

export function readExpression(context: ExpressionContext): Expression {
  return readForm(context);
}

function readForm(context: ApexParserRuleContext): Expression {
  const read = READERS.get(context.constructor) as Reader<ApexParserRuleContext> | undefined;
  if (read === undefined) throw new Error(`an expression of an unknown form: ${context.getText()}`);
  return read(context);
}

export function readExpressions(context: ExpressionListContext): Expression[] {
  return optional(context)?.expression_list().map(readExpression) ?? [];
}

type Binary = ExpressionContext & { readonly expression_list: () => ExpressionContext[] };

/** The tokens between the two operands, `>` `=` or `>` `>`, joined. */
function operatorOf(context: Binary): string {
  return children(context)
    .slice(1, -1)
    .map((child) => child.getText())
    .join('');
}

const readBinary: Reader<Binary> = (context) => {
  const [left, right] = operands(context);
  const operator = operatorOf(context);
  return { kind: 'binary', operator: (operator === '<>' ? '!=' : operator) as BinaryOperator, left, right, at: left.at };
};

function operands(context: Binary): [Expression, Expression] {
  const [left, right] = context.expression_list();
  if (left === undefined || right === undefined) throw new Error('an operator has two sides');
  return [readExpression(left), readExpression(right)];
}

const readAssignment: Reader<AssignExpressionContext> = (context) => {
  const [target, value] = operands(context);
  const operator = operatorOf(context);
  return { kind: 'assign', operator: operator === '=' ? null : (operator.slice(0, -1) as BinaryOperator), target, value, at: target.at };
};

const readCoalesce: Reader<CoalExpressionContext> = (context) => {
  const [left, right] = operands(context);
  return { kind: 'coalesce', left, right, at: left.at };
};

const readDot: Reader<DotExpressionContext> = (context) => {
  const target = readExpression(context.expression());
  const safe = optional(context.QUESTIONDOT()) !== undefined;
  const call = optional(context.dotMethodCall());
  if (call === undefined) return { kind: 'field', target, name: context.anyId().getText(), safe, at: at(context.anyId()) };
  return { kind: 'call', target, name: call.anyId().getText(), args: readExpressions(call.expressionList()), safe, at: at(call) };
};

function readMethodCall(context: MethodCallContext): Expression {
  const args = readExpressions(context.expressionList());
  const name = optional(context.id());
  if (name !== undefined) return { kind: 'call', target: null, name: name.getText(), args, safe: false, at: at(context) };
  return { kind: 'delegate', to: optional(context.THIS()) === undefined ? 'super' : 'this', args, at: at(context) };
}

const readCast: Reader<CastExpressionContext> = (context) => ({
  kind: 'cast',
  type: readType(context.typeRef()),
  value: readExpression(context.expression()),
  at: at(context),
});

const readTernary: Reader<CondExpressionContext> = (context) => ({
  kind: 'ternary',
  test: readExpression(context.expression(0)),
  then: readExpression(context.expression(1)),
  otherwise: readExpression(context.expression(2)),
  at: at(context),
});

const readPostfix: Reader<PostOpExpressionContext> = (context) => {
  const target = readExpression(context.expression());
  return { kind: 'step', operator: optional(context.INC()) === undefined ? '--' : '++', prefix: false, target, at: target.at };
};

const readPrefix: Reader<PreOpExpressionContext> = (context) => {
  const value = readExpression(context.expression());
  const operator = firstOf(context) as '+' | '-' | '++' | '--';
  if (operator === '++' || operator === '--') return { kind: 'step', operator, prefix: true, target: value, at: at(context) };
  return { kind: 'unary', operator, value, at: at(context) };
};

function createdType(context: CreatorContext): TypeName {
  const parts = context.createdName().idCreatedNamePair_list();
  const last = parts.at(-1);
  return {
    name: parts.map((part) => part.anyId().getText()).join('.'),
    args: last === undefined ? [] : readTypes(last.typeList()),
  };
}

const readNew: Reader<NewExpressionContext> = (context) => {
  const creator = context.creator();
  const type = createdType(creator);
  const position = at(context);
  const call = optional(creator.classCreatorRest());
  if (call !== undefined) return { kind: 'new', type, args: readExpressions(call.arguments().expressionList()), at: position };
  const pairs = optional(creator.mapCreatorRest());
  if (pairs !== undefined) {
    const entries = pairs
      .mapCreatorRestPair_list()
      .map((pair): [Expression, Expression] => [readExpression(pair.expression(0)), readExpression(pair.expression(1))]);
    return { kind: 'newMap', type, entries, at: position };
  }
  const values = optional(creator.setCreatorRest());
  if (values !== undefined) return { kind: 'newValues', type, values: values.expression_list().map(readExpression), at: position };
  return readNewArray(creator, type, position);
};

function readNewArray(creator: CreatorContext, element: TypeName, position: Position): Expression {
  const array = optional(creator.arrayCreatorRest());
  if (array === undefined) return { kind: 'newValues', type: element, values: [], at: position };
  const type: TypeName = { name: 'List', args: [element] };
  const size = optional(array.expression());
  if (size !== undefined) return { kind: 'newArray', type, size: readExpression(size), at: position };
  const values = optional(array.arrayInitializer())?.expression_list() ?? [];
  return { kind: 'newValues', type, values: values.map(readExpression), at: position };
}

/** Takes the query as it was written and puts names in the place of its binds. */
function readQuery(query: ApexParserRuleContext, from: number, to: number): { readonly text: string; readonly binds: readonly SoqlBind[] } {
  const binds: SoqlBind[] = [];
  let text = '';
  for (const bind of boundExpressions(query)) {
    const name = `b${binds.length}`;
    binds.push({ name, value: readExpression(bind.expression()) });
    text += `${sourceText(query, from, bind.start.start - 1)}:${name}`;
    from = stopOf(bind) + 1;
  }
  return { text: withoutComments(text + sourceText(query, from, to)), binds };
}

const readSoql: Reader<SoqlPrimaryContext> = (context) => {
  const query = context.soqlLiteral().query();
  return { kind: 'soql', ...readQuery(query, query.start.start, stopOf(query)), at: at(context) };
};

/** Without its brackets. */
const readSosl: Reader<SoslPrimaryContext> = (context) => {
  const search = context.soslLiteral();
  return { kind: 'sosl', ...readQuery(search, search.start.start + 1, stopOf(search) - 1), at: at(context) };
};

const COMMENT_OR_TEXT = /'(?:\\.|[^'\\])*'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

const withoutComments = (soql: string): string => soql.replace(COMMENT_OR_TEXT, (found) => (found.startsWith("'") ? found : ' '));

function boundExpressions(tree: ApexParseTree): BoundExpressionContext[] {
  return tree instanceof BoundExpressionContext ? [tree] : children(tree).flatMap(boundExpressions);
}

const READERS: ReadonlyMap<unknown, Reader<never>> = new Map<unknown, Reader<never>>([
  [PrimaryExpressionContext, (context: PrimaryExpressionContext) => readForm(context.primary())],
  [DotExpressionContext, readDot],
  [ArrayExpressionContext, (context: ArrayExpressionContext) => readIndex(context)],
  [MethodCallExpressionContext, (context: MethodCallExpressionContext) => readMethodCall(context.methodCall())],
  [NewExpressionContext, readNew],
  [CastExpressionContext, readCast],
  [SubExpressionContext, (context: SubExpressionContext) => readExpression(context.expression())],
  [PostOpExpressionContext, readPostfix],
  [PreOpExpressionContext, readPrefix],
  [NegExpressionContext, (context: NegExpressionContext) => readNegation(context)],
  [InstanceOfExpressionContext, (context: InstanceOfExpressionContext) => readInstanceOf(context)],
  [CoalExpressionContext, readCoalesce],
  [CondExpressionContext, readTernary],
  [AssignExpressionContext, readAssignment],
  ...[
    Arth1ExpressionContext,
    Arth2ExpressionContext,
    BitExpressionContext,
    CmpExpressionContext,
    EqualityExpressionContext,
    BitAndExpressionContext,
    BitNotExpressionContext,
    BitOrExpressionContext,
    LogAndExpressionContext,
    LogOrExpressionContext,
  ].map((form): [unknown, Reader<never>] => [form, readBinary]),
  [ThisPrimaryContext, (context: ThisPrimaryContext) => ({ kind: 'this', at: at(context) })],
  [SuperPrimaryContext, (context: SuperPrimaryContext) => ({ kind: 'super', at: at(context) })],
  [LiteralPrimaryContext, (context: LiteralPrimaryContext) => ({ kind: 'literal', ...readLiteral(context.literal()), at: at(context) })],
  [
    TypeRefPrimaryContext,
    (context: TypeRefPrimaryContext) => ({ kind: 'classLiteral', type: readType(context.typeRef()), at: at(context) }),
  ],
  [VoidPrimaryContext, (context: VoidPrimaryContext) => ({ kind: 'classLiteral', type: { name: 'void', args: [] }, at: at(context) })],
  [IdPrimaryContext, (context: IdPrimaryContext) => ({ kind: 'name', name: context.id().getText(), at: at(context) })],
  [SoqlPrimaryContext, readSoql],
  [SoslPrimaryContext, readSosl],
]);

function readIndex(context: ArrayExpressionContext): Expression {
  return { kind: 'index', target: readExpression(context.expression(0)), index: readExpression(context.expression(1)), at: at(context) };
}

function readNegation(context: NegExpressionContext): Expression {
  return { kind: 'unary', operator: firstOf(context) as '!' | '~', value: readExpression(context.expression()), at: at(context) };
}

function readInstanceOf(context: InstanceOfExpressionContext): Expression {
  return { kind: 'instanceof', type: readType(context.typeRef()), value: readExpression(context.expression()), at: at(context) };
}
