/** Method calls: which method is meant, and how the compiled code reaches it. */
import type { Expression, Position } from '../syntax/ast.ts';
import type { ClassInfo, NativeMethod } from '../types/class-info.ts';
import { isTestVisible } from '../types/declare.ts';
import { findMethods, type SeenMethod } from '../types/members.ts';
import { classOf, mapOf, OBJECT, SOBJECT, STRING, type ApexType } from '../types/type.ts';
import { isVisible } from './access.ts';
import { futureCall, isFuture } from './future.ts';
import { variablesInSight } from './names.ts';
import { compileOperand, compileValue } from './recursion.ts';
import { BROKEN, chain, coerce, deref, fits, guard, present, value } from './operand.ts';
import type { ValueOperand } from './operand-types.ts';
import { report, temporary, type Scope } from './scope.ts';

type Call = Extract<Expression, { readonly kind: 'call' }>;

export function compileCall(scope: Scope, call: Call): ValueOperand {
  if (call.target === null) return compileOwnCall(scope, call);
  const error = fieldError(scope, call);
  if (error !== undefined) return compileCall(scope, error);
  const target = compileOperand(scope, call.target);
  if (target.form === 'path') {
    report(scope, call.at, `Variable does not exist: ${target.name}`);
    return BROKEN;
  }
  if (target.form === 'type') return compileStaticCall(scope, call, target.type);
  if (target === BROKEN) {
    compileArguments(scope, call.args);
    return BROKEN;
  }
  return chain(target, (each) => {
    if (!call.safe) return compileInstanceCall(scope, call, each);
    const held = temporary(scope);
    return guard(`(${held}=${each.code})==null`, compileInstanceCall(scope, call, present(each.type, held)));
  });
}

/** `record.Name.addError('…')` is about the field. Source: Apex Reference Guide, "SObject Class" (addError). */
function fieldError(scope: Scope, { target, ...call }: Call): Call | undefined {
  if (call.name.toLowerCase() !== 'adderror' || target?.kind !== 'field') return undefined;
  const record = compileOperand(scope, target.target);
  if (record.form !== 'value' || record.type.kind !== 'sobject') return undefined;
  const field: Expression = { kind: 'literal', type: 'String', text: target.name, at: target.at };
  return { ...call, target: target.target, args: [field, ...call.args] };
}

export const compileArguments = (scope: Scope, args: readonly Expression[]): ValueOperand[] => args.map((arg) => compileValue(scope, arg));

/** A method of the class itself, of one around it, or of what it extends. */
function compileOwnCall(scope: Scope, call: Call): ValueOperand {
  const args = compileArguments(scope, call.args);
  for (let info: ClassInfo | undefined = scope.info; info !== undefined; info = info.outer) {
    const candidates = findMethods(scope.program.table, info.type, call.name);
    if (candidates.length === 0) continue;
    const chosen = choose(scope, candidates, { args, at: call.at, name: call.name });
    if (chosen === undefined) return BROKEN;
    if (chosen.method.static) return emitCall(scope, chosen, undefined, args);
    if (info !== scope.info || scope.static) {
      report(scope, call.at, `Non static method cannot be referenced from a static context: ${call.name}`);
      return BROKEN;
    }
    return emitCall(scope, chosen, present(info.type, 'this'), args);
  }
  if (scope.info !== undefined && !scope.static && isCopied(scope, call, scope.info.type)) return value(scope.info.type, 'copyOf(this)');
  report(scope, call.at, `Method does not exist or incorrect signature: void ${call.name}(${typesOf(args)})`);
  return BROKEN;
}

const typesOf = (args: readonly ValueOperand[]): string => args.map((arg) => arg.type.name).join(', ');

function compileStaticCall(scope: Scope, call: Call, type: ApexType): ValueOperand {
  const args = compileArguments(scope, call.args).map((arg) =>
    isLocated(type, call, arg) ? { ...arg, code: `located(()=>${arg.code})` } : arg,
  );
  const configured = compileConfiguration(scope, call, type, args);
  if (configured !== undefined) return configured;
  // `Account.getSObjectType()` is `Account.SObjectType`.
  if (type.kind === 'sobject' && call.name.toLowerCase() === 'getsobjecttype' && args.length === 0) {
    return present(classOf('Schema.SObjectType'), `objectToken(${JSON.stringify(type.base)})`);
  }
  const candidates = findMethods(scope.program.table, type, call.name).filter(({ method }) => method.static);
  if (candidates.length === 0) return unknownMethod(scope, call, type, args);
  const chosen = choose(scope, candidates, { args, at: call.at, name: `${type.name}.${call.name}` });
  if (chosen === undefined) return BROKEN;
  const result = { ...emitCall(scope, chosen, undefined, args), query: type.base === 'Database' && ROWS.has(call.name.toLowerCase()) };
  return takesBinds(type, call, args) ? { ...result, code: `bound(${variablesInSight(scope)},()=>${result.code})` } : result;
}

/** Is it the query of a `Database.getQueryLocator([SELECT …])`? */
function isLocated(type: ApexType, { name }: Call, { query }: ValueOperand): boolean {
  return query === true && type.base === 'Database' && name.toLowerCase() === 'getquerylocator';
}

/** Queries and searches made at run time see the variables that the code around them sees. Source: Apex Developer Guide, "Dynamic SOQL". */
function takesBinds(type: ApexType, { name }: Call, [first]: readonly ValueOperand[]): boolean {
  return DYNAMIC.has(`${type.base}.${name}`.toLowerCase()) && first?.type === STRING;
}

/** Their results are what an inline query gives: one record where one is asked for, chunks for a loop over lists. */
const ROWS = new Set(['query', 'querywithbinds']);

const DYNAMIC = new Set(['database.query', 'database.countquery', 'database.getquerylocator', 'search.query']);

/** `getInstance` and `getAll` of a custom metadata type. Source: Apex Reference, "Custom Metadata Type Methods". */
function compileConfiguration(scope: Scope, call: Call, type: ApexType, args: readonly ValueOperand[]): ValueOperand | undefined {
  const { program } = scope;
  const kind = type.kind === 'sobject' ? program.table.metadata.object(type.base)?.kind : undefined;
  if (kind === 'customSetting') return compileSetting(scope, call, type, args);
  if (kind !== 'customMetadata') return undefined;
  const name = call.name.toLowerCase();
  const [first] = args;
  if (name === 'getinstance' && first !== undefined) return value(type, `metadataRecord(${program.constant(type)},${first.code})`);
  return name === 'getall' ? value(mapOf(STRING, type), `metadataRecords(${program.constant(type)})`) : undefined;
}

/** Source: Apex Reference, "Custom Settings Methods". */
function compileSetting({ program }: Scope, call: Call, type: ApexType, [key]: readonly ValueOperand[]): ValueOperand | undefined {
  const method = SETTING_METHODS.get(call.name.toLowerCase());
  if (method === undefined) return undefined;
  const code = `${method}(${program.constant(type)},${key?.code ?? 'null'})`;
  return value(method === 'settingsByName' ? mapOf(STRING, type) : type, code);
}

const SETTING_METHODS: ReadonlyMap<string, string> = new Map([
  ['getinstance', 'settingFor'],
  ['getorgdefaults', 'settingOfOrg'],
  ['getvalues', 'settingAt'],
  ['getall', 'settingsByName'],
]);

function compileInstanceCall(scope: Scope, call: Call, target: ValueOperand): ValueOperand {
  const args = compileArguments(scope, call.args);
  const { table } = scope.program;
  const own = findMethods(table, target.type, call.name).filter(({ method }) => !method.static);
  const general = target.type.kind === 'sobject' && target.type !== SOBJECT ? findMethods(table, SOBJECT, call.name) : [];
  // Everything is an Object.
  const candidates = [
    ...own,
    ...general,
    ...findMethods(table, OBJECT, call.name).filter(({ method }) =>
      own.every((other) => other.method.parameters.length !== method.parameters.length),
    ),
  ];
  const isItsOwn = candidates.some(({ method }) => method.parameters.length === 0);
  if (!isItsOwn && isCopied(scope, call, target.type)) return value(target.type, `copyOf(${deref(target)})`);
  if (candidates.length === 0) return unknownMethod(scope, call, target.type, args);
  const chosen = choose(scope, candidates, { args, at: call.at, name: `${target.type.name}.${call.name}` });
  if (chosen === undefined) return BROKEN;
  const result = emitCall(scope, chosen, target, args);
  // The clone of a record is of the record's object.
  return chosen.method.name === 'clone' && target.type.kind === 'sobject' ? { ...result, type: target.type } : result;
}

/** Instances of classes can be cloned: the copy has the same field values. Source: Apex Developer Guide, "Using the clone Method" of classes. */
function isCopied(scope: Scope, call: Call, type: ApexType): boolean {
  const info = scope.program.table.classOf(type);
  return info?.declaration !== undefined && info.kind !== 'enum' && call.name.toLowerCase() === 'clone' && call.args.length === 0;
}

/** A platform class that lacks the method is a gap of this org; a class of the package that lacks it is a mistake. */
function unknownMethod(scope: Scope, call: Call, type: ApexType, args: readonly ValueOperand[]): ValueOperand {
  const info = scope.program.table.classOf(type);
  const platform = type.kind !== 'class' || info?.declaration === undefined;
  const text = platform
    ? `not supported: ${type.name}.${call.name}`
    : `Method does not exist or incorrect signature: void ${call.name}(${typesOf(args)}) from the type ${type.name}`;
  report(scope, call.at, text);
  return BROKEN;
}

type Wanted = { readonly args: readonly ValueOperand[]; readonly at: Position; readonly name: string };

/** The overload whose parameters are nearest to the arguments. */
export function choose(scope: Scope, candidates: readonly SeenMethod[], wanted: Wanted): SeenMethod | undefined {
  const { args, at, name } = wanted;
  const rated = candidates.map((candidate) => ({ candidate, far: farFrom(scope, candidate, args) })).filter(({ far }) => far !== undefined);
  const [best] = rated.toSorted((a, b) => (a.far ?? 0) - (b.far ?? 0));
  if (best === undefined) {
    const ours = candidates[0]?.method.owner.declaration !== undefined;
    report(scope, at, `${ours ? 'Method does not exist or incorrect signature: ' : 'not supported: '}${name}(${typesOf(args)})`);
    return undefined;
  }
  const { access, owner } = best.candidate.method;
  if (!isVisible(scope, access, owner) && !isOpenToTests(scope, best.candidate)) report(scope, at, `Method is not visible: ${name}`);
  return best.candidate;
}

/** Undefined when the arguments do not fit. */
function farFrom(scope: Scope, { parameters }: SeenMethod, args: readonly ValueOperand[]): number | undefined {
  if (parameters.length !== args.length) return undefined;
  let total = 0;
  for (const [index, parameter] of parameters.entries()) {
    const far = fits(scope, args[index] ?? BROKEN, parameter);
    if (far === undefined) return undefined;
    total += far;
  }
  return total;
}

function isOpenToTests(scope: Scope, { method }: SeenMethod): boolean {
  return scope.info?.inTest === true && isTestVisible(method.declaration?.modifiers);
}

function emitCall(
  scope: Scope,
  { method, parameters, returns }: SeenMethod,
  target: ValueOperand | undefined,
  args: readonly ValueOperand[],
): ValueOperand {
  const converted = args.map((arg, index) => coerce(arg, parameters[index] ?? OBJECT));
  if (target !== undefined && target.present !== true && converted.some(mayAct)) {
    return inOrder(scope, [target.code, ...converted], ([held = '', ...given]) =>
      emit(scope, { method, returns }, { ...target, code: held }, given),
    );
  }
  return emit(scope, { method, returns }, target, converted);
}

/** A variable or a literal, which does nothing when it is read. */
const mayAct = (code: string): boolean => /[(=]|\+\+|--/.test(code);

/** All arguments have their value before a missing target is noticed, as in Java (Java Language Specification, 15.12.4). */
function inOrder(scope: Scope, codes: readonly string[], call: (names: readonly string[]) => ValueOperand): ValueOperand {
  const names = codes.map(() => temporary(scope));
  const called = call(names);
  return { ...called, code: `(${names.map((name, index) => `${name}=${codes[index] ?? 'null'}`).join(',')},${called.code})` };
}

/** Arguments are code, of the types the method takes. */
function emit(
  scope: Scope,
  { method, returns }: Pick<SeenMethod, 'method' | 'returns'>,
  target: ValueOperand | undefined,
  converted: readonly string[],
): ValueOperand {
  const { program } = scope;
  if (method.native !== undefined && method.owner.kind !== 'interface') {
    const self = target === undefined ? [] : [target.code === 'super' ? 'this' : deref(target)];
    return value(returns, `${program.constant(guarded(method.native, target !== undefined))}(${['$', ...self, ...converted].join(',')})`);
  }
  if (target === undefined) {
    const compiled = `m${program.numberOf(method.owner)}_${method.slot}`;
    return value(returns, isFuture(method) ? futureCall(scope, method, compiled, converted) : `${compiled}(${converted.join(',')})`);
  }
  // What a platform interface demands may be brought by a platform class.
  if (method.declaration === undefined)
    return value(returns, `invoke(${[deref(target), JSON.stringify(method.slot), ...converted].join(',')})`);
  return value(returns, `${deref(target)}.${method.slot}(${converted.join(',')})`);
}

type AnyFunction = (context: { readonly fail: (type: string, message: string) => never }, ...args: unknown[]) => unknown;

const guards = new Map<NativeMethod, AnyFunction>();

/** The implementation behind a check of the arguments that must not be null. */
export function guarded(native: NativeMethod, hasSelf: boolean): AnyFunction {
  const { implementation, demanded } = native;
  const plain = implementation as AnyFunction;
  if (demanded.length === 0) return plain;
  let guard = guards.get(native);
  if (guard === undefined) {
    const offset = hasSelf ? 1 : 0;
    guard = (context, ...args) => {
      for (const place of demanded) {
        if (args[place + offset] === null) context.fail('NullPointerException', `Argument ${place + 1} cannot be null`);
      }
      return plain(context, ...args);
    };
    guards.set(native, guard);
  }
  return guard;
}
