/** Compiles statements. Each first notes where it stands, for stack traces and coverage; loops count their work, so that none runs for ever. */
import type { Block, Catch, Position, Statement } from '../syntax/ast.ts';
import { isThrowable } from '../types/convert.ts';
import { classOf, NULL, SOBJECT, VOID, type ApexType } from '../types/type.ts';
import { compileDml } from './dml.ts';
import { compileBlock, compileStatement, compileValue, step } from './recursion.ts';
import { BROKEN, convert, deref, isBoolean, value } from './operand.ts';
import type { ValueOperand } from './operand-types.ts';
import { declareLocal, inBlock, report, resolveType, temporary, type Scope } from './scope.ts';
import { compileSwitch } from './switch.ts';

type Form<Kind extends Statement['kind']> = Extract<Statement, { readonly kind: Kind }>;

type Compilers = { readonly [Kind in Statement['kind']]: (scope: Scope, statement: Form<Kind>) => string };

export function compileStatementForm(scope: Scope, statement: Statement): string {
  const compile = COMPILERS[statement.kind] as (scope: Scope, statement: Statement) => string;
  return compile(scope, statement);
}

const COMPILERS: Compilers = {
  block: compileBlock,
  local: compileLocal,
  expression: compileExpressionStatement,
  if: (scope, { test, then, otherwise, at }) => {
    const condition = isBoolean(scope, compileValue(scope, test), at);
    const no = otherwise === null ? '' : `else{${compileBody(scope, otherwise)}}`;
    return `${step(scope, at)}if(${condition}){${compileBody(scope, then)}}${no}`;
  },
  switch: compileSwitch,
  for: compileFor,
  forEach: compileForEach,
  while: (scope, { test, body, at }) => {
    const condition = isBoolean(scope, compileValue(scope, test), at);
    return `${step(scope, at)}while(${condition}){${loopBody(scope, body)}}`;
  },
  doWhile: (scope, { test, body, at }) => {
    const code = loopBody(scope, body);
    return `${step(scope, at)}do{${code}}while(${isBoolean(scope, compileValue(scope, test), at)});`;
  },
  try: compileTry,
  return: compileReturn,
  throw: (scope, { value: thrown, at }) => {
    const operand = compileValue(scope, thrown);
    if (operand !== BROKEN && !isThrowable(scope.program.table, operand.type))
      report(scope, at, `Throw expression must be of type exception: ${operand.type.name}`);
    return `${step(scope, at)}throw raise(${deref(operand)});`;
  },
  break: (scope, { at }) => jump(scope, 'break', at),
  continue: (scope, { at }) => jump(scope, 'continue', at),
  dml: compileDml,
  runAs: (scope, { user, body, at }) => {
    const operand = convert(scope, compileValue(scope, user), SOBJECT, at);
    const before = temporary(scope);
    return `${step(scope, at)}${before}=enterUser(${operand});try${compileBlock(scope, body)}finally{leaveUser(${before});}`;
  },
};

function compileBody(scope: Scope, statement: Statement): string {
  return inBlock(scope, () => compileStatement(scope, statement));
}

function loopBody(scope: Scope, body: Statement | null): string {
  scope.loops += 1;
  const code = body === null ? '' : compileBody(scope, body);
  scope.loops -= 1;
  return `work(${Math.max(1, code.split('F.at=').length - 1)});${code}`;
}

function jump(scope: Scope, word: 'break' | 'continue', at: Position): string {
  if (scope.loops === 0) report(scope, at, `${word} statement must be in a loop`);
  return `${step(scope, at)}${word};`;
}

function compileLocal(scope: Scope, { type: name, final, declarators, at }: Form<'local'>): string {
  const type = resolveType(scope, name, at);
  return declarators
    .map((declarator) => {
      const code = declarator.value === null ? 'null' : convert(scope, compileValue(scope, declarator.value), type, declarator.value.at);
      const local = declareLocal(scope, { name: declarator.name, type, at: declarator.at }, final && declarator.value !== null);
      return `${step(scope, at)}let ${local}=${code};`;
    })
    .join('');
}

const EFFECTS = new Set(['assign', 'step', 'call', 'new', 'delegate']);

function compileExpressionStatement(scope: Scope, { value: expression, at }: Form<'expression'>): string {
  if (!EFFECTS.has(expression.kind)) report(scope, at, 'Expression cannot be a statement');
  return `${step(scope, at)}${compileValue(scope, expression).code};`;
}

function compileFor(scope: Scope, { start, test, step: steps, body, at }: Form<'for'>): string {
  return inBlock(scope, () => {
    const first =
      start === null
        ? ''
        : start.kind === 'block'
          ? start.statements.map((each) => compileStatement(scope, each)).join('')
          : compileStatement(scope, start);
    const condition = test === null ? 'true' : isBoolean(scope, compileValue(scope, test), test.at);
    const last = steps.map((each) => compileValue(scope, each).code).join(',');
    return `{${first === '' ? step(scope, at) : first}for(;${condition};${last}){${loopBody(scope, body)}}}`;
  });
}

function compileForEach(scope: Scope, { type: name, name: variable, over, body, at }: Form<'forEach'>): string {
  const type = resolveType(scope, name, at);
  const source = compileValue(scope, over);
  return inBlock(scope, () => {
    const element = elementOf(scope, source, type, at);
    const held = temporary(scope);
    const item = element === 'chunks' ? held : convertElement(scope, value(element, held), type, at);
    const local = declareLocal(scope, { name: variable, type, at });
    const asked = source.query === true ? { ...source, code: `streamed(()=>${source.code})` } : source;
    const iterate = element === 'chunks' ? `chunks(${asked.code})` : `iterate(${deref(asked)})`;
    return `${step(scope, at)}for(${held} of ${iterate}){let ${local}=${item};${loopBody(scope, body)}}`;
  });
}

/** The type of what is iterated over; a query over a list variable comes in chunks. */
function elementOf(scope: Scope, source: ValueOperand, type: ApexType, at: Position): ApexType | 'chunks' {
  if (source.query === true && type.base === 'List') return 'chunks';
  if (source.type.base === 'List' || source.type.base === 'Set') return source.type.args[0] ?? NULL;
  const iterable = iterableOf(scope, source.type);
  if (iterable !== undefined) return iterable;
  if (source !== BROKEN) report(scope, at, `Loop must iterate over a collection: ${source.type.name}`);
  return NULL;
}

function iterableOf(scope: Scope, type: ApexType): ApexType | undefined {
  if (type.base === 'Iterable' || type.base === 'Iterator') return type.args[0];
  return scope.program.table
    .parents(type)
    .map((parent) => iterableOf(scope, parent))
    .find((found) => found !== undefined);
}

/** Records of any object may be taken as records of one: each is checked when it comes. */
function convertElement(scope: Scope, element: ValueOperand, type: ApexType, at: Position): string {
  if (element.type === SOBJECT && type.kind === 'sobject') return `cast(${element.code},${scope.program.constant(type)})`;
  return convert(scope, element, type, at);
}

function compileTry(scope: Scope, { body, catches, finally: last, at }: Form<'try'>): string {
  const tried = compileBlock(scope, body);
  const caught = temporary(scope);
  const handlers = catches.map((handler) => compileCatch(scope, handler, caught)).join('else ');
  const code = catches.length === 0 ? '' : `try${tried}catch(e){${caught}=caught(e,F);${handlers}else throw e;}`;
  return `${step(scope, at)}${last === null ? code : compileFinally(scope, code === '' ? tried : `{${code}}`, last)}`;
}

/** What no `catch` stops does not stop for a `finally` either: a limit, a failed assertion, the wait for a callout. */
function compileFinally(scope: Scope, tried: string, last: Block): string {
  const ends = temporary(scope);
  return `${ends}=false;try${tried}catch(e){${ends}=true;caught(e,F);${ends}=false;throw e;}finally{if(!${ends})${compileBlock(scope, last)}}`;
}

function compileCatch(scope: Scope, { type: name, name: variable, body, at }: Catch, caught: string): string {
  const type = resolveType(scope, name, at);
  if (!isThrowable(scope.program.table, type) && type !== classOf('Exception'))
    report(scope, at, `Catch parameter must be an exception: ${type.name}`);
  return inBlock(scope, () => {
    const local = declareLocal(scope, { name: variable, type, at });
    return `if(isInstance(${caught},${scope.program.constant(type)})){let ${local}=${caught};${compileBlock(scope, body)}}`;
  });
}

function compileReturn(scope: Scope, { value: returned, at }: Form<'return'>): string {
  const first = step(scope, at);
  if (returned === null) {
    if (scope.returns !== VOID) report(scope, at, `Missing return value of type ${scope.returns.name}`);
    return `${first}return;`;
  }
  const operand = compileValue(scope, returned);
  if (scope.returns === VOID) {
    report(scope, at, 'Return value is not allowed here');
    return first;
  }
  return `${first}return ${convert(scope, operand, scope.returns, returned.at)};`;
}
