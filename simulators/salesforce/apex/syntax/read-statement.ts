/** From the parser's tree of a statement to ours. */
import type {
  AccessLevelContext,
  ApexParserRuleContext,
  BlockContext,
  CatchClauseContext,
  ExpressionContext,
  ForControlContext,
  ForStatementContext,
  LocalVariableDeclarationContext,
  StatementContext,
  SwitchStatementContext,
  TryStatementContext,
  VariableDeclaratorContext,
  WhenControlContext,
  WhenLiteralContext,
} from '@apexdevtools/apex-parser';
import type { Block, Catch, Declarator, DmlVerb, Expression, Statement, When, WhenValue } from './ast.ts';
import { readExpression, readExpressions } from './read-expression.ts';
import { at, optional, readType, unquote } from './tokens.ts';

export function readBlock(context: BlockContext): Block {
  return { kind: 'block', statements: context.statement_list().map(readStatement), at: at(context) };
}

export function readStatement(context: StatementContext): Statement {
  const block = optional(context.block());
  if (block !== undefined) return readBlock(block);
  const statement = readBranch(context) ?? readLoop(context) ?? readJump(context) ?? readSave(context) ?? readSimple(context);
  if (statement === undefined) throw new Error(`a statement of an unknown form: ${context.getText()}`);
  return statement;
}

function readBranch(context: StatementContext): Statement | undefined {
  const branch = optional(context.ifStatement());
  if (branch !== undefined) {
    const [then, otherwise] = branch.statement_list().map(readStatement);
    if (then === undefined) throw new Error('an if has a statement');
    return { kind: 'if', test: readExpression(branch.parExpression().expression()), then, otherwise: otherwise ?? null, at: at(branch) };
  }
  const choice = optional(context.switchStatement());
  if (choice !== undefined) return readSwitch(choice);
  const attempt = optional(context.tryStatement());
  return attempt === undefined ? undefined : readTry(attempt);
}

function readSwitch(context: SwitchStatementContext): Statement {
  const whens = context.whenControl_list();
  const isElse = (when: WhenControlContext): boolean => optional(when.whenValue().ELSE()) !== undefined;
  const otherwise = whens.find(isElse);
  return {
    kind: 'switch',
    on: readExpression(context.expression()),
    whens: whens.filter((when) => !isElse(when)).map(readWhen),
    otherwise: otherwise === undefined ? null : readBlock(otherwise.block()),
    at: at(context),
  };
}

function readWhen(context: WhenControlContext): When {
  const value = context.whenValue();
  const type = optional(value.typeRef());
  return {
    values: value.whenLiteral_list().map(readWhenValue),
    binding: type === undefined ? null : { type: readType(type), name: value.id().getText() },
    body: readBlock(context.block()),
    at: at(context),
  };
}

function readWhenValue(context: WhenLiteralContext): WhenValue {
  const inner = optional(context.whenLiteral());
  if (inner !== undefined) return readWhenValue(inner);
  const name = optional(context.qualifiedName());
  if (name !== undefined) return { kind: 'enum', name: name.getText(), at: at(context) };
  const text = context.getText();
  if (optional(context.NULL()) !== undefined) return { kind: 'literal', type: 'null', text: 'null', at: at(context) };
  if (text.startsWith("'")) return { kind: 'literal', type: 'String', text: unquote(text), at: at(context) };
  const negative = context.SUB_list().length % 2 === 1;
  const digits = text.replace(/[-+lL]/g, '');
  const type = optional(context.LongLiteral()) === undefined ? 'Integer' : 'Long';
  return { kind: 'literal', type, text: negative ? `-${digits}` : digits, at: at(context) };
}

function readTry(context: TryStatementContext): Statement {
  const last = optional(context.finallyBlock());
  return {
    kind: 'try',
    body: readBlock(context.block()),
    catches: context.catchClause_list().map(readCatch),
    finally: last === undefined ? null : readBlock(last.block()),
    at: at(context),
  };
}

function readCatch(context: CatchClauseContext): Catch {
  const type = { name: context.qualifiedName().getText(), args: [] };
  return { type, name: context.id().getText(), body: readBlock(context.block()), at: at(context) };
}

function readLoop(context: StatementContext): Statement | undefined {
  const loop = optional(context.whileStatement());
  if (loop !== undefined) {
    return { kind: 'while', test: readExpression(loop.parExpression().expression()), body: readBody(loop.statement()), at: at(loop) };
  }
  const last = optional(context.doWhileStatement());
  if (last !== undefined) {
    return { kind: 'doWhile', test: readExpression(last.parExpression().expression()), body: readBlock(last.block()), at: at(last) };
  }
  const counted = optional(context.forStatement());
  return counted === undefined ? undefined : readFor(counted);
}

function readBody(context: StatementContext): Statement | null {
  const present = optional(context);
  return present === undefined ? null : readStatement(present);
}

function readFor(context: ForStatementContext): Statement {
  const control = context.forControl();
  const body = readBody(context.statement());
  const each = optional(control.enhancedForControl());
  if (each !== undefined) {
    const over = readExpression(each.expression());
    return { kind: 'forEach', type: readType(each.typeRef()), name: each.id().getText(), over, body, at: at(context) };
  }
  const test = optional(control.expression());
  return {
    kind: 'for',
    start: readForStart(context),
    test: test === undefined ? null : readExpression(test),
    step: readForSteps(control),
    body,
    at: at(context),
  };
}

function readForSteps(control: ForControlContext): Expression[] {
  const update = optional(control.forUpdate());
  return update === undefined ? [] : readExpressions(update.expressionList());
}

function readForStart(context: ForStatementContext): Statement | null {
  const start = optional(context.forControl().forInit());
  if (start === undefined) return null;
  const local = optional(start.localVariableDeclaration());
  if (local !== undefined) return readLocal(local);
  const statements = readExpressions(start.expressionList()).map((value): Statement => ({ kind: 'expression', value, at: value.at }));
  return { kind: 'block', statements, at: at(start) };
}

function readLocal(context: LocalVariableDeclarationContext): Statement {
  return {
    kind: 'local',
    type: readType(context.typeRef()),
    final: context.modifier_list().some((modifier) => modifier.getText().toLowerCase() === 'final'),
    declarators: context.variableDeclarators().variableDeclarator_list().map(readDeclarator),
    at: at(context),
  };
}

export function readDeclarator(context: VariableDeclaratorContext): Declarator {
  const value = optional(context.expression());
  return { name: context.id().getText(), value: value === undefined ? null : readExpression(value), at: at(context) };
}

function readJump(context: StatementContext): Statement | undefined {
  const leave = optional(context.returnStatement());
  if (leave !== undefined) {
    const value = optional(leave.expression());
    return { kind: 'return', value: value === undefined ? null : readExpression(value), at: at(leave) };
  }
  const raise = optional(context.throwStatement());
  if (raise !== undefined) return { kind: 'throw', value: readExpression(raise.expression()), at: at(raise) };
  const stop = optional(context.breakStatement());
  if (stop !== undefined) return { kind: 'break', at: at(stop) };
  const next = optional(context.continueStatement());
  return next === undefined ? undefined : { kind: 'continue', at: at(next) };
}

function readSave(context: StatementContext): Statement | undefined {
  const upsert = optional(context.upsertStatement());
  if (upsert !== undefined)
    return { ...dml('upsert', upsert, upsert.expression()), key: optional(upsert.qualifiedName())?.getText() ?? null };
  const merge = optional(context.mergeStatement());
  if (merge !== undefined) return { ...dml('merge', merge, merge.expression(0)), with: readExpression(merge.expression(1)) };
  return readPlainSave(context);
}

type PlainSave = DmlContext & { readonly expression: () => ExpressionContext };

function readPlainSave(context: StatementContext): Statement | undefined {
  const forms: readonly (readonly [DmlVerb, PlainSave])[] = [
    ['insert', context.insertStatement()],
    ['update', context.updateStatement()],
    ['delete', context.deleteStatement()],
    ['undelete', context.undeleteStatement()],
  ];
  const [verb, found] = forms.find(([, form]) => optional(form) !== undefined) ?? [];
  return verb === undefined || found === undefined ? undefined : dml(verb, found, found.expression());
}

type DmlContext = ApexParserRuleContext & { readonly accessLevel: () => AccessLevelContext };

type DmlStatement = Extract<Statement, { readonly kind: 'dml' }>;

function dml(verb: DmlVerb, context: DmlContext, value: ExpressionContext): DmlStatement {
  const access = optional(context.accessLevel())?.getText().toLowerCase();
  const mode = access === undefined ? null : access.endsWith('user') ? 'user' : 'system';
  return { kind: 'dml', verb, access: mode, value: readExpression(value), with: null, key: null, at: at(context) };
}

function readSimple(context: StatementContext): Statement | undefined {
  const runAs = optional(context.runAsStatement());
  if (runAs !== undefined) {
    const [user]: readonly Expression[] = readExpressions(runAs.expressionList());
    if (user !== undefined) return { kind: 'runAs', user, body: readBlock(runAs.block()), at: at(runAs) };
  }
  const local = optional(context.localVariableDeclarationStatement());
  if (local !== undefined) return readLocal(local.localVariableDeclaration());
  const expression = optional(context.expressionStatement());
  return expression === undefined ? undefined : { kind: 'expression', value: readExpression(expression.expression()), at: at(expression) };
}
