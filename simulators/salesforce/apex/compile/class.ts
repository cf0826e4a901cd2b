/** Compiles classes to JavaScript text. */
import type { Accessor, Expression, FieldDeclaration, Initializer, Member, PropertyDeclaration, Statement } from '../syntax/ast.ts';
import type { ClassInfo, FieldInfo, MethodInfo } from '../types/class-info.ts';
import { isException, findMethods } from '../types/members.ts';
import { sameParameters } from '../types/declare.ts';
import type { TypeTable } from '../types/type-table.ts';
import { VOID, type ApexType } from '../types/type.ts';
import { compileArguments } from './calls.ts';
import { constructorCall } from './creation.ts';
import { compileExpression } from './expression.ts';
import { firstUse } from './first-use.ts';
import { compileFunction } from './function.ts';
import { checkFuture } from './future.ts';
import { compileBlock, compileStatement, compileValue, step } from './recursion.ts';
import { convert } from './operand.ts';
import type { Program } from './program.ts';
import { declareLocal, makeScope, report, type Recursion, type Scope, type ScopeTraits } from './scope.ts';
import { compileStatementForm } from './statement.ts';

export const RECURSION: Recursion = { operand: compileExpression, statement: compileStatementForm };

type Place = { readonly program: Program; readonly info: ClassInfo };

/** The class with its inner classes, as statements that declare `C<n>` and what belongs to it. */
export function compileClass(program: Program, info: ClassInfo): string {
  const place = { program, info };
  const inner = [...info.inner.values()].map((each) => compileClass(program, each)).join('\n');
  if (info.kind !== 'class') return inner;
  return `${classBody(place)}\n${statics(place)}\n${inner}`;
}

function members<Kind extends Member['kind']>({ info }: Place, kind: Kind): Extract<Member, { readonly kind: Kind }>[] {
  return (info.declaration?.members ?? []).filter((member): member is Extract<Member, { readonly kind: Kind }> => member.kind === kind);
}

/** As an expression in a map from base class to subclass: bases are made first, whatever the order of the files. */
function classBody(place: Place): string {
  const { program, info } = place;
  const number = program.numberOf(info);
  const base = info.superclass === undefined ? undefined : program.table.classOf(info.superclass);
  const parent =
    base === undefined ? '$.ApexObject' : base.declaration === undefined ? '$.ExceptionObject' : `base(${program.numberOf(base)})`;
  const methods = [...info.methods.values()].flat().filter((method) => !method.static && method.declaration?.body !== null);
  const parts = [
    `constructor(){super();${fieldKeys(info)
      .map((key) => `this.f_${key}=null;`)
      .join('')}}`,
    instanceInitializer(place),
    ...constructors(place),
    ...methods.map((method) => compileMethod(place, method)),
    ...members(place, 'property')
      .filter((property) => !property.modifiers.words.includes('static'))
      .flatMap((property) => accessors(place, property)),
    ...bridges(place),
    ...staticAnswers(place),
  ];
  return `define(${number},()=>{C${number}=class extends ${parent}{${parts.join('\n')}};finish(C${number},${program.constant(info)});return C${number};});`;
}

/** What an interface asks for may be inherited from a class that does not know the interface. */
function bridges({ program: { table }, info }: Place): string[] {
  const asked = interfacesOf(table, info).flatMap((each) => [...each.methods.values()].flat());
  return asked.flatMap((method) => {
    const found = findMethods(table, info.type, method.name).find(
      ({ method: own, parameters }) => own.owner.kind === 'class' && sameParameters(parameters, method.parameters),
    );
    return found === undefined || found.method.slot === method.slot
      ? []
      : [`${method.slot}(...a){return this.${found.method.slot}(...a);}`];
  });
}

/** A static method answers for what an interface asks, as public packages show. */
function staticAnswers({ program, info }: Place): string[] {
  const parents = program.table.parents(info.type);
  return [...info.methods.values()].flat().flatMap((method) => {
    if (!method.static) return [];
    const asked = parents
      .flatMap((parent) => findMethods(program.table, parent, method.name))
      .find(({ method: other, parameters }) => other.owner.kind === 'interface' && sameParameters(parameters, method.parameters));
    return asked === undefined ? [] : [`${asked.method.slot}(...a){return m${program.numberOf(info)}_${method.slot}(...a);}`];
  });
}

/** Those of the package that the class names, and what they extend. */
function interfacesOf(table: TypeTable, info: ClassInfo): ClassInfo[] {
  return info.interfaces.flatMap((type) => {
    const found = table.classOf(type);
    return found?.declaration === undefined ? [] : [found, ...interfacesOf(table, found)];
  });
}

function fieldKeys(info: ClassInfo): string[] {
  return [...info.fields.values()].filter((field) => !field.static).map((field) => field.key);
}

function scopeOf({ program, info }: Place, traits: Partial<ScopeTraits>): Scope {
  return makeScope({ program, recursion: RECURSION, unit: info.unit, info, static: false, ...traits });
}

/**
 * Field values and initialiser blocks, in the order they are written; those of the superclass before. All of them come before the first
 * constructor: what a constructor of a superclass calls may be overridden, and finds the fields of the subclass.
 */
function instanceInitializer(place: Place): string {
  const { program, info } = place;
  const scope = scopeOf(place, { initializes: true });
  const base = info.superclass === undefined ? undefined : program.table.classOf(info.superclass);
  const above = base?.declaration === undefined ? '' : `super.i${program.numberOf(base)}();`;
  const code = initialize(place, scope, false);
  return compileFunction(scope, `i${program.numberOf(info)}()`, {
    title: `Class.${info.name}`,
    code: `${firstUse(place)}${above}${code}return this;`,
  });
}

function initialize(place: Place, scope: Scope, isStatic: boolean): string {
  const parts: string[] = [];
  for (const member of place.info.declaration?.members ?? []) {
    if (member.kind === 'field' && member.modifiers.words.includes('static') === isStatic) parts.push(initialValues(place, scope, member));
    if (member.kind === 'initializer' && member.static === isStatic) parts.push(compileInitializer(scope, member));
  }
  return parts.join('');
}

function compileInitializer(scope: Scope, { body }: Initializer): string {
  return compileBlock(scope, body);
}

function initialValues({ program, info }: Place, scope: Scope, { declarators }: FieldDeclaration): string {
  return declarators
    .map((declarator) => {
      const field = info.fields.get(declarator.name.toLowerCase());
      if (declarator.value === null || field === undefined) return '';
      const holder = field.static ? `S${program.numberOf(info)}()` : 'this';
      return `${step(scope, declarator.at)}${holder}.f_${field.key}=${convert(scope, compileValue(scope, declarator.value), field.type, declarator.value.at)};`;
    })
    .join('');
}

function constructors(place: Place): string[] {
  const { program, info } = place;
  const number = program.numberOf(info);
  const declared = info.constructors.map((constructor, index) => compileConstructor(place, constructor, index));
  // Without one of its own a class has one that takes nothing; exceptions keep those of Exception.
  const args = isException(program.table, info.type) ? '...args' : '';
  const checked = info.constructors.length === 0 ? scopeOf(place, {}) : undefined;
  const implicit = `n${number}(${args}){${superConstructor(place, checked, args)}return this;}`;
  return [...declared, implicit];
}

function superConstructor({ program, info }: Place, scope: Scope | undefined, args: string): string {
  const base = info.superclass === undefined ? undefined : program.table.classOf(info.superclass);
  if (base === undefined) return '';
  if (base.declaration === undefined) return `super.nException(${args});`;
  const number = program.numberOf(base);
  if (args !== '' || base.constructors.length === 0) return `super.n${number}(${args});`;
  const plain = base.constructors.findIndex((constructor) => constructor.parameters.length === 0);
  if (plain >= 0) return `super.n${number}_${plain}();`;
  if (scope !== undefined)
    report(scope, info.declaration?.at ?? { line: 1, column: 1 }, `No default constructor available in super type: ${base.name}`);
  return '';
}

function compileConstructor(place: Place, constructor: MethodInfo, index: number): string {
  const { program, info } = place;
  const scope = scopeOf(place, { initializes: true });
  const parameters = declareParameters(scope, constructor);
  const statements = constructor.declaration?.body?.statements ?? [];
  const first = statements[0]?.kind === 'expression' ? statements[0].value : undefined;
  const delegates = first?.kind === 'delegate';
  const start = delegates ? compileDelegate(place, scope, first) : superConstructor(place, scope, '');
  const rest = (delegates ? statements.slice(1) : statements).map((statement) => compileStatement(scope, statement)).join('\n');
  const head = `n${program.numberOf(info)}_${index}(${parameters})`;
  return compileFunction(scope, head, { title: `Class.${info.name}.<init>`, code: `${start}${rest}return this;` });
}

function compileDelegate({ info }: Place, scope: Scope, { to, args, at }: Extract<Expression, { readonly kind: 'delegate' }>): string {
  const type = to === 'this' ? info.type : (info.superclass ?? info.type);
  const call = delegatedCall(scope, { type, args: compileArguments(scope, args), at });
  return `${step(scope, at)}${to}${call};`;
}

function delegatedCall(scope: Scope, construction: Parameters<typeof constructorCall>[1]): string {
  const base = scope.program.table.classOf(construction.type);
  if (base?.declaration !== undefined) return constructorCall(scope, construction);
  return `.nException(${construction.args.map((arg) => arg.code).join(',')})`;
}

function declareParameters(scope: Scope, method: MethodInfo): string {
  return (method.declaration?.parameters ?? [])
    .map((parameter, index) => declareLocal(scope, { name: parameter.name, type: method.parameters[index] ?? VOID, at: parameter.at }))
    .join(',');
}

function compileMethod(place: Place, method: MethodInfo): string {
  const scope = scopeOf(place, { static: method.static, returns: method.returns });
  const parameters = declareParameters(scope, method);
  const body = method.declaration?.body;
  const code = body === null || body === undefined ? '' : `${method.static ? firstUse(place) : ''}${compileBlock(scope, body)}`;
  checkReturns(scope, method);
  checkFuture(scope, method);
  const head = method.static
    ? `function m${place.program.numberOf(place.info)}_${method.slot}(${parameters})`
    : `${method.slot}(${parameters})`;
  const name = `${place.info.name}.${method.name}`;
  const signature = `${name}(${method.parameters.map((type) => type.name).join(', ')})`;
  return compileFunction(scope, head, { title: `Class.${name}`, signature, code });
}

function checkReturns(scope: Scope, { declaration, returns }: MethodInfo): void {
  const body = declaration?.body;
  if (body !== null && body !== undefined && returns !== VOID && !alwaysLeaves(body))
    report(scope, declaration?.at ?? body.at, 'Missing return statement');
}

/** Does control never reach the end of the statement? */
function alwaysLeaves(statement: Statement): boolean {
  switch (statement.kind) {
    case 'return':
    case 'throw':
      return true;
    case 'block':
      return statement.statements.some(alwaysLeaves);
    case 'if':
      return statement.otherwise !== null && alwaysLeaves(statement.then) && alwaysLeaves(statement.otherwise);
    case 'try':
      return (
        (statement.finally !== null && alwaysLeaves(statement.finally)) ||
        (alwaysLeaves(statement.body) && statement.catches.every((each) => alwaysLeaves(each.body)))
      );
    case 'switch':
      return statement.otherwise !== null && [statement.otherwise, ...statement.whens.map((when) => when.body)].every(alwaysLeaves);
    case 'while':
    case 'for':
      return isEndless(statement.test);
    case 'doWhile':
      return alwaysLeaves(statement.body) || isEndless(statement.test);
    case 'runAs':
      return alwaysLeaves(statement.body);
    default:
      return false;
  }
}

const isEndless = (test: { readonly kind: string; readonly text?: string } | null): boolean =>
  test === null || (test.kind === 'literal' && test.text === 'true');

function accessors(place: Place, property: PropertyDeclaration): string[] {
  const field = place.info.fields.get(property.name.toLowerCase());
  if (field === undefined) return [];
  return [
    ...compileAccessor(place, field, { accessor: property.get, kind: 'get' }),
    ...compileAccessor(place, field, { accessor: property.set, kind: 'set' }),
  ];
}

type AccessorForm = { readonly accessor: Accessor | null; readonly kind: 'get' | 'set' };

function compileAccessor(place: Place, field: FieldInfo, { accessor, kind }: AccessorForm): string[] {
  // One that is left out is that of the property this one overrides, or nobody's but the class's own.
  if (accessor === null && field.property?.overrides === true) return [];
  const body = accessor?.body ?? null;
  const { head, plain, returns, after } = ACCESSORS[kind](field);
  if (body === null) return [`${head}{${plain}}`];
  const scope = scopeOf(place, { static: field.static, returns, accessorOf: field });
  if (kind === 'set') declareLocal(scope, { name: 'value', type: field.type, at: body.at });
  const code = compileBlock(scope, body) + after;
  return [compileFunction(scope, head, { title: `Class.${place.info.name}.${field.name}`, code })];
}

type AccessorCode = { readonly head: string; readonly plain: string; readonly returns: ApexType; readonly after: string };

const ACCESSORS: Readonly<Record<AccessorForm['kind'], (field: FieldInfo) => AccessorCode>> = {
  get: ({ key, type }) => ({ head: `get_${key}()`, plain: `return this.f_${key};`, returns: type, after: '' }),
  set: ({ key }) => ({ head: `set_${key}(v_value)`, plain: `return this.f_${key}=v_value;`, returns: VOID, after: 'return v_value;' }),
};

/** Static fields live in an object that is made, and filled, when the class is first used in a transaction. */
function statics(place: Place): string {
  const { program, info } = place;
  const number = program.numberOf(info);
  const scope = scopeOf(place, { static: true, initializes: true });
  const fields = [...info.fields.values()].filter((field) => field.static);
  const code = initialize(place, scope, true);
  const properties = members(place, 'property').filter((property) => property.modifiers.words.includes('static'));
  const parts = [...fields.map((field) => `f_${field.key}:null`), ...properties.flatMap((property) => accessors(place, property))];
  const methods = [...info.methods.values()].flat().filter((method) => method.static && method.declaration?.body !== null);
  return [
    `function S${number}(){return $.statics[${number}]??I${number}();}`,
    compileFunction(scope, `function I${number}()`, {
      title: `Class.${info.name}`,
      code: `$.statics[${number}]={${parts.join(',')}};${code}return $.statics[${number}];`,
    }),
    ...methods.map((method) => compileMethod(place, method)),
  ].join('\n');
}
