/** `new`: objects, records with their fields, collections with their elements. */
import type { Expression } from '../syntax/ast.ts';
import { constructorsOf, isException } from '../types/members.ts';
import { INTEGER, mapOf, NULL, OBJECT, type ApexType } from '../types/type.ts';
import { choose, compileArguments, guarded } from './calls.ts';
import { compileValue } from './recursion.ts';
import { demandWritable, recordMember } from './record-members.ts';
import { BROKEN, coerce, convert, present, value } from './operand.ts';
import type { ValueOperand } from './operand-types.ts';
import { report, resolveType, type Scope } from './scope.ts';

type Form<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;

export function compileNew(scope: Scope, expression: Form<'new'>): ValueOperand {
  const type = resolveType(scope, expression.type, expression.at);
  if (type === OBJECT) return BROKEN;
  if (type.kind === 'sobject') return compileNewRecord(scope, type, expression);
  const info = scope.program.table.classOf(type);
  if (info?.declaration === undefined) return compileNewPlatform(scope, type, expression);
  if (info.abstract) report(scope, expression.at, `Abstract classes cannot be constructed: ${type.name}`);
  const args = compileArguments(scope, expression.args);
  const number = scope.program.numberOf(info);
  const code = `new C${number}().i${number}()${constructorCall(scope, { type, args, at: expression.at })}`;
  return present(type, isException(scope.program.table, type) ? `traced(${code})` : code);
}

type Construction = { readonly type: ApexType; readonly args: readonly ValueOperand[]; readonly at: Expression['at'] };

/** `.n3_2(a,b)`: the constructor that takes these arguments. */
export function constructorCall(scope: Scope, { type, args, at }: Construction): string {
  const info = scope.program.table.classOf(type);
  if (info === undefined) return '';
  const number = scope.program.numberOf(info);
  const candidates = constructorsOf(scope.program.table, type);
  // A class without constructors has one that takes nothing.
  if (info.constructors.length === 0 && args.length === 0) return `.n${number}()`;
  const chosen = choose(scope, candidates, { args, at, name: `${type.name}.<init>` });
  if (chosen === undefined) return '';
  const converted = args.map((arg, index) => coerce(arg, chosen.parameters[index] ?? OBJECT));
  if (chosen.method.native !== undefined) return `.n${number}(${converted.join(',')})`;
  return `.n${number}_${info.constructors.indexOf(chosen.method)}(${converted.join(',')})`;
}

function compileNewPlatform(scope: Scope, type: ApexType, expression: Form<'new'>): ValueOperand {
  const args = compileArguments(scope, expression.args);
  const { program } = scope;
  const candidates = constructorsOf(program.table, type);
  if (candidates.length === 0) {
    report(scope, expression.at, `not supported: new ${type.name}`);
    return value(type, 'null');
  }
  const chosen = choose(scope, candidates, { args, at: expression.at, name: `new ${type.name}` });
  if (chosen?.method.native === undefined) return value(type, 'null');
  const converted = args.map((arg, index) => coerce(arg, chosen.parameters[index] ?? OBJECT));
  return present(
    type,
    `${program.constant(guarded(chosen.method.native, true))}(${['$', program.constant(type), ...converted].join(',')})`,
  );
}

/** `new Account(Name = 'A')`: the arguments are assignments to fields. */
function compileNewRecord(scope: Scope, type: ApexType, { args, at }: Form<'new'>): ValueOperand {
  const fields = args.map((arg) => {
    if (arg.kind !== 'assign' || arg.operator !== null || arg.target.kind !== 'name') {
      report(scope, arg.at, 'An sObject constructor takes name-value pairs');
      return '';
    }
    const member = recordMember(scope, type, arg.target.name);
    if (member === undefined) report(scope, arg.at, `Field does not exist: ${arg.target.name} on ${type.name}`);
    else demandWritable(scope, member, { type, at: arg.at });
    const code = convert(scope, compileValue(scope, arg.value), member?.type ?? NULL, arg.at);
    return `${JSON.stringify(member?.name ?? '')},${code}`;
  });
  if (scope.program.table.metadata.object(type.base) === undefined) report(scope, at, `Type cannot be constructed: ${type.name}`);
  return present(type, `newRecord(${[scope.program.constant(type), ...fields].join(',')})`);
}

export function compileNewArray(scope: Scope, { type: name, size, at }: Form<'newArray'>): ValueOperand {
  const type = resolveType(scope, name, at);
  return present(type, `newArray(${scope.program.constant(type)},${convert(scope, compileValue(scope, size), INTEGER, at)})`);
}

export function compileNewValues(scope: Scope, expression: Form<'newValues'>): ValueOperand {
  const type = resolveType(scope, expression.type, expression.at);
  const element = type.args[0];
  if (type.base === 'Map' && expression.values.length === 0) return present(type, `newMap(${scope.program.constant(type)},[])`);
  if (element === undefined || (type.base !== 'List' && type.base !== 'Set')) {
    report(scope, expression.at, `${type.name} takes no list of values`);
    return value(type, 'null');
  }
  const values = expression.values.map((each) => convert(scope, compileValue(scope, each), element, each.at));
  return present(type, `new${type.base}(${scope.program.constant(type)},[${values.join(',')}])`);
}

export function compileNewMap(scope: Scope, expression: Form<'newMap'>): ValueOperand {
  const type = resolveType(scope, expression.type, expression.at);
  const [key, held] = type.args;
  if (type.base !== 'Map' || key === undefined || held === undefined) {
    report(scope, expression.at, `${type.name} takes no pairs`);
    return value(mapOf(OBJECT, OBJECT), 'null');
  }
  const entries = expression.entries.map(([first, second]) => {
    const [keyCode, valueCode] = [
      convert(scope, compileValue(scope, first), key, first.at),
      convert(scope, compileValue(scope, second), held, second.at),
    ];
    return `[${keyCode},${valueCode}]`;
  });
  return present(type, `newMap(${scope.program.constant(type)},[${entries.join(',')}])`);
}
