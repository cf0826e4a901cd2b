/** Names and what stands behind a dot: variables, fields, properties, enum values, record fields, labels, tokens of the schema. */
import type { Expression, Position } from '../syntax/ast.ts';
import type { ClassInfo, FieldInfo } from '../types/class-info.ts';
import { findField } from '../types/members.ts';
import type { TypeTable } from '../types/type-table.ts';
import { ID, listOf, mapOf, NULL, SOBJECT, STRING, type ApexType } from '../types/type.ts';
import { isVisible } from './access.ts';
import { guardWrites } from './assignable.ts';
import { compileOperand } from './recursion.ts';
import { BROKEN, chain, deref, guard, optionalRecord, present, value } from './operand.ts';
import type { Operand, ValueOperand } from './operand-types.ts';
import { demandWritable, recordMember } from './record-members.ts';
import { describePart, describePath, objectToken } from './schema-names.ts';
import { findLocal, report, temporary, type Scope } from './scope.ts';

type Form<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;

export function compileName(scope: Scope, { name, at }: Form<'name'>): Operand {
  const local = findLocal(scope, name);
  if (local !== undefined) {
    const locate = (): ReturnType<NonNullable<ValueOperand['locate']>> => ({
      prepare: undefined,
      read: local.code,
      write: (assigned) => {
        if (local.final) report(scope, at, `Final variable cannot be assigned: ${name}`);
        return `${local.code}=${assigned}`;
      },
    });
    return { form: 'value', type: local.type, code: local.code, locate };
  }
  const member = findOwnMember(scope, name, at);
  if (member !== undefined && member !== OUT_OF_REACH) return member;
  const type = scope.program.table.resolve({ name, args: [] }, scope.info);
  if (type !== undefined) return { form: 'type', type };
  if (member === undefined) return { form: 'path', name };
  report(scope, at, `Non static variable cannot be referenced from a static context: ${name}`);
  return BROKEN;
}

/** A field there is, but not for static code and not for an inner class. */
const OUT_OF_REACH = 'out of reach';

/** A field of the class or, if it is static, of a class around it. */
function findOwnMember(scope: Scope, name: string, at: Position): ValueOperand | typeof OUT_OF_REACH | undefined {
  for (let info: ClassInfo | undefined = scope.info; info !== undefined; info = info.outer) {
    const found = findField(scope.program.table, info.type, name);
    if (found === undefined) continue;
    const { field, type } = found;
    if (field.static) return guardWrites(scope, field, at, staticField(scope, field));
    if (info !== scope.info || scope.static) return OUT_OF_REACH;
    return guardWrites(scope, field, at, instanceField(scope, field, { type, target: present(info.type, 'this') }));
  }
  return undefined;
}

export function compileField(scope: Scope, expression: Form<'field'>): Operand {
  const { target, name, safe, at } = expression;
  const described = describePart(scope, expression, at);
  if (described !== undefined) return described;
  const reason = sharingReason(scope, expression);
  if (reason !== undefined) return present(STRING, JSON.stringify(reason));
  const operand = compileOperand(scope, target);
  if (operand.form === 'path') return compilePath(scope, `${operand.name}.${name}`, at);
  if (operand.form === 'type') return compileTypeMember(scope, operand.type, { name, at });
  if (operand === BROKEN) return BROKEN;
  return chain(operand, (each) => {
    if (!safe) return compileMember(scope, each, { name, at });
    const held = temporary(scope);
    const asked = optionalRecord(each);
    return guard(`(${held}=${asked.code})==null`, compileMember(scope, present(asked.type, held), { name, at }));
  });
}

/** `Job__Share.RowCause.Recruiter__c` is the name of a reason to share. Source: Apex Developer Guide, "Understanding Apex Managed Sharing". */
function sharingReason(scope: Scope, { target, name }: Form<'field'>): string | undefined {
  if (target.kind !== 'field' || target.name.toLowerCase() !== 'rowcause') return undefined;
  const share = compileOperand(scope, target.target);
  const object = share.form === 'type' ? scope.program.table.metadata.object(share.type.base) : undefined;
  const field = object === undefined ? undefined : scope.program.table.metadata.field(object, 'RowCause');
  return field?.picklist?.find(({ value }) => value.toLowerCase() === name.toLowerCase())?.value;
}

type Named = { readonly name: string; readonly at: Position };

function compileMember(scope: Scope, target: ValueOperand, { name, at }: Named): ValueOperand {
  const [element] = target.type.args;
  if (target.query === true && element !== undefined) return recordField(scope, value(element, `onlyRecord(${target.code})`), { name, at });
  if (target.type.kind === 'sobject') return recordField(scope, target, { name, at });
  const found = findField(scope.program.table, target.type, name);
  if (found === undefined || found.field.static) {
    report(scope, at, `Variable does not exist: ${name}`);
    return BROKEN;
  }
  if (!isVisible(scope, found.field.access, found.field.owner)) report(scope, at, `Variable is not visible: ${name}`);
  const held = instanceField(scope, found.field, { type: found.type, target });
  return guardWrites(scope, found.field, at, found.type.kind === 'sobject' ? { ...held, member: true } : held);
}

type Instance = { readonly type: ApexType; readonly target: ValueOperand };

function instanceField(scope: Scope, field: FieldInfo, { type, target }: Instance): ValueOperand {
  const access = accessOf(scope, field);
  const own = target.code === 'super' && isAccessed(scope, field) ? 'super' : 'this';
  const isOwn = target.code === 'this' || target.code === 'super';
  return {
    form: 'value',
    type,
    code: access.read(isOwn ? own : deref(target)),
    locate: () => {
      const place = isOwn ? own : temporary(scope);
      return {
        prepare: isOwn ? undefined : `${place}=${deref(target)}`,
        read: access.read(place),
        write: (assigned) => access.write(place, assigned),
      };
    },
  };
}

type Access = { readonly read: (target: string) => string; readonly write: (target: string, value: string) => string };

function accessOf(scope: Scope, field: FieldInfo): Access {
  const { native, key } = field;
  if (native !== undefined) {
    const { constant } = scope.program;
    return {
      read: (target) => `${constant(native.get)}($,${target})`,
      write: (target, assigned) => `${native.set === undefined ? 'readOnly' : constant(native.set)}($,${target},${assigned})`,
    };
  }
  if (!isAccessed(scope, field))
    return { read: (target) => `${target}.f_${key}`, write: (target, assigned) => `${target}.f_${key}=${assigned}` };
  return { read: (target) => `${target}.get_${key}()`, write: (target, assigned) => `${target}.set_${key}(${assigned})` };
}

/** Does reading or writing it run an accessor? Inside its own accessor the name means the value behind it. */
function isAccessed(scope: Scope, field: FieldInfo): boolean {
  const { property } = field;
  if (property === undefined || scope.accessorOf === field) return false;
  return property.virtual || (property.get?.body ?? null) !== null || (property.set?.body ?? null) !== null;
}

function staticField(scope: Scope, field: FieldInfo): ValueOperand {
  const { native } = field;
  if (native !== undefined && field.owner.name === 'Trigger' && scope.trigger !== undefined) {
    return value(typed(field.type, scope.trigger), `${scope.program.constant(native.get)}($)`);
  }
  if (native !== undefined) {
    const { constant } = scope.program;
    const { set } = native;
    const read = `${constant(native.get)}($)`;
    if (set === undefined) return value(field.type, read);
    return {
      form: 'value',
      type: field.type,
      code: read,
      locate: () => ({ prepare: undefined, read, write: (assigned) => `${constant(set)}($,${assigned})` }),
    };
  }
  const holder = `S${scope.program.numberOf(field.owner)}()`;
  const access = accessOf(scope, field);
  const read = access.read(holder);
  return {
    form: 'value',
    type: field.type,
    code: read,
    locate: () => ({ prepare: undefined, read, write: (assigned) => access.write(holder, assigned) }),
  };
}

/** In a trigger the records of `Trigger.new` are of its object. */
function typed(type: ApexType, object: ApexType): ApexType {
  if (type === listOf(SOBJECT)) return listOf(object);
  return type === mapOf(ID, SOBJECT) ? mapOf(ID, object) : type;
}

function compileTypeMember(scope: Scope, type: ApexType, { name, at }: Named): Operand {
  const { table } = scope.program;
  if (type.kind === 'sobject') return objectToken(scope, type, { name, at });
  const info = table.classOf(type);
  const inner = info?.inner.get(name.toLowerCase());
  const constant = info?.values.find((each) => each.toLowerCase() === name.toLowerCase());
  if (constant !== undefined) return present(type, `enumValue(${scope.program.constant(type)},${JSON.stringify(constant)})`);
  const found = findField(table, type, name);
  if (found?.field.static === true) {
    if (!isVisible(scope, found.field.access, found.field.owner)) report(scope, at, `Variable is not visible: ${name}`);
    return guardWrites(scope, found.field, at, staticField(scope, found.field));
  }
  if (inner !== undefined) return { form: 'type', type: inner.type };
  return compilePath(scope, `${type.base}.${name}`, at);
}

/** A dotted name that is no variable: a label, a type with its namespace, or the start of one. */
function compilePath(scope: Scope, path: string, at: Position): Operand {
  const label = /^(?:system\.)?label\.(?:c\.)?(\w+)$/i.exec(path)?.[1];
  if (label !== undefined) {
    if (!scope.program.hasLabel(label)) report(scope, at, `Variable does not exist: ${path}`);
    return present(STRING, `label(${JSON.stringify(label)})`);
  }
  const described = describePath(scope, path, at);
  if (described !== undefined) return described;
  const type = scope.program.table.resolve({ name: path, args: [] }, scope.info);
  return type === undefined ? { form: 'path', name: path } : { form: 'type', type };
}

/** Of what is only read: no mistake can be there. */
const NOWHERE: Position = { line: 1, column: 1 };

/** A function from the name of a variable, in lower case, to its value; undefined where there is none of that name. */
export function variablesInSight(scope: Scope): string {
  const names = new Set(scope.blocks.flatMap((block) => [...block.keys()]));
  for (let info = scope.info; info !== undefined; info = info.outer)
    for (const name of memberNames(scope.program.table, info)) names.add(name);
  const cases = [...names].flatMap((name) => {
    const found = findLocal(scope, name) ?? findOwnMember(scope, name, NOWHERE);
    return found === undefined || found === OUT_OF_REACH ? [] : `case ${JSON.stringify(name)}:return ${found.code};`;
  });
  return `(n)=>{switch(n){${cases.join('')}}}`;
}

function memberNames(table: TypeTable, info: ClassInfo): string[] {
  const base = info.superclass === undefined ? undefined : table.classOf(info.superclass);
  const inherited = base?.declaration === undefined ? [] : memberNames(table, base);
  return [...info.fields.keys(), ...inherited];
}

function recordField(scope: Scope, target: ValueOperand, { name, at }: Named): ValueOperand {
  const member =
    recordMember(scope, target.type, name) ??
    (target.type === SOBJECT && name.toLowerCase() === 'id' ? { name: 'Id', type: ID } : undefined);
  if (member === undefined) {
    report(scope, at, `Field does not exist: ${name} on ${target.type.name}`);
    return value(NULL, 'null');
  }
  const key = JSON.stringify(member.name);
  const isParent = member.type.kind === 'sobject';
  const mayBeMissing = target.parent === true || (target.member === true && member.name !== 'Id');
  return {
    form: 'value',
    type: member.type,
    ...(isParent ? { parent: true } : {}),
    code: mayBeMissing ? `getFieldOfParent(${target.code},${key})` : `getField(${deref(target)},${key})`,
    locate: () => {
      const held = temporary(scope);
      return {
        prepare: `${held}=${deref(target)}`,
        read: `getField(${held},${key})`,
        write: (assigned) => {
          demandWritable(scope, member, { type: target.type, at });
          return `setField(${held},${key},${assigned})`;
        },
      };
    },
  };
}
