/** JSON as Apex values. Source: Apex Reference Guide, "JSON Class" (deserialize, deserializeStrict, deserializeUntyped). */
import type { OrgObject } from '../../../metadata/model.ts';
import { ApexList, ApexMap, ApexSet } from '../../collections.ts';
import type { ApexContext } from '../../context.ts';
import { apexTypeOf } from '../../data/field-types.ts';
import { parseDecimal } from '../../decimal.ts';
import { listOf, mapOf, OBJECT, SOBJECT, sobjectOf, STRING, type ApexType } from '../../types/type.ts';
import { ApexSObject, type ApexObject, type Value } from '../../values.ts';
import { jsonTokens, JsonFault, type JsonToken } from './json-tokens.ts';
import { readTree, type JsonTree } from './json-tree.ts';
import { readResult } from './read-result.ts';
import { readScalar } from './read-scalar.ts';

export type Deserialize = {
  readonly context: ApexContext;
  readonly strict: boolean;
  /** As arguments from outside: instances are constructed, members with this annotation set, and an Object is whatever it is. */
  readonly annotation?: string;
};

const UNTYPED_LIST = listOf(OBJECT);
const UNTYPED_MAP = mapOf(STRING, OBJECT);

export const jsonFail = (context: ApexContext, message: string): never => context.fail('JSONException', message);

/** The tree of a whole text; JSONException for text that is no JSON. */
export function parseTree(context: ApexContext, text: string | null): JsonTree {
  if (text === null) return context.fail('NullPointerException', 'Argument cannot be null.');
  context.charge(text.length >> 4);
  context.hold(text.length);
  const tokens: Iterator<JsonToken, undefined> = jsonTokens(text);
  const next = (): JsonToken => {
    const step = tokens.next();
    if (step.done === true) throw new JsonFault('Unexpected end-of-input');
    return step.value;
  };
  try {
    const tree = readTree(next(), next);
    // What stands behind the value is found out now.
    tokens.next();
    return tree;
  } catch (error) {
    if (error instanceof JsonFault) return jsonFail(context, error.message);
    throw error;
  }
}

/** Maps, lists, texts, Booleans, and numbers: Integer, Long where it is too large, Decimal with a point. */
export function untyped(context: ApexContext, tree: JsonTree): Value {
  context.charge(1);
  switch (tree.kind) {
    case 'object':
      return new ApexMap(
        UNTYPED_MAP,
        tree.members.map(([name, value]) => [name, untyped(context, value)] as const),
      );
    case 'array':
      return new ApexList(
        UNTYPED_LIST,
        tree.elements.map((element) => untyped(context, element)),
      );
    case 'string':
      return tree.text;
    case 'number':
      return untypedNumber(tree.text);
    case 'boolean':
      return tree.text === 'true';
    case 'null':
      return null;
  }
}

function untypedNumber(text: string): Value {
  if (!/^-?\d+$/.test(text)) return parseDecimal(text) ?? null;
  const value = BigInt(text);
  if (BigInt.asIntN(32, value) === value) return Number(value);
  return BigInt.asIntN(64, value) === value ? value : (parseDecimal(text) ?? null);
}

export function typed(how: Deserialize, tree: JsonTree, type: ApexType): Value {
  how.context.charge(1);
  if (tree.kind === 'null') return null;
  if (type.kind === 'collection') return collection(how, tree, type);
  if (type.kind === 'sobject') return record(how, tree, type);
  if (type === OBJECT)
    return how.annotation !== undefined ? untyped(how.context, tree) : jsonFail(how.context, 'Apex Type unsupported in JSON: Object');
  if (type.kind === 'primitive') return readScalar(how.context, tree, type);
  const constants = how.context.classes.constants(type);
  if (constants === undefined) return object(how, tree, type);
  const constant = tree.kind === 'string' ? constants.find(({ name }) => name.toLowerCase() === tree.text.toLowerCase()) : undefined;
  return constant ?? jsonFail(how.context, `Invalid value for enum ${type.name}`);
}

/** Found at the first token, before what is wrong further on. */
export const notAList = (context: ApexContext): never => jsonFail(context, "Malformed JSON: Expected '[' at the beginning of List/Set");

function collection(how: Deserialize, tree: JsonTree, type: ApexType): Value {
  const { context } = how;
  const [first = OBJECT, second = OBJECT] = type.args;
  if (type.base === 'Map') {
    if (tree.kind !== 'object') return jsonFail(context, "Malformed JSON: Expected '{' at the beginning of object");
    const key = (name: string): Value => typed(how, { kind: 'string', text: name }, first);
    return new ApexMap(
      type,
      tree.members.map(([name, value]) => [key(name), typed(how, value, second)] as const),
    );
  }
  if (tree.kind !== 'array') return notAList(context);
  const elements = tree.elements.map((element) => typed(how, element, first));
  return type.base === 'Set' ? new ApexSet(type, elements) : new ApexList(type, elements);
}

/** Names are found whatever their case; one that the class does not have is passed over, unless reading is strict. */
function object(how: Deserialize, tree: JsonTree, type: ApexType): Value {
  const { context, strict, annotation } = how;
  if (tree.kind !== 'object') return jsonFail(context, "Malformed JSON: Expected '{' at the beginning of object");
  const blank = context.classes.blank(type);
  if (blank === undefined) return readResult(tree, type) ?? jsonFail(context, `Apex Type unsupported in JSON: ${type.name}`);
  const made = annotation === undefined ? blank : (context.classes.make(type) as ApexObject);
  const settable = context.classes.fields(type).filter(({ annotations }) => annotation === undefined || annotations.has(annotation));
  const fields = new Map(settable.map((field) => [field.name.toLowerCase(), field]));
  for (const [name, value] of tree.members) {
    const field = fields.get(name.toLowerCase());
    if (field === undefined || field.transient) {
      if (strict) jsonFail(context, `Unknown field: ${type.name}.${name}`);
    } else field.set(made, typed(how, value, field.type));
  }
  return made;
}

function memberOf(tree: JsonTree | undefined, name: string): JsonTree | undefined {
  return tree?.kind === 'object' ? tree.members.find(([member]) => member === name)?.[1] : undefined;
}

function toldObject(tree: JsonTree): string | undefined {
  const told = memberOf(memberOf(tree, 'attributes'), 'type');
  return told?.kind === 'string' ? told.text : undefined;
}

/** `attributes` tells the object where the type leaves it open. */
function record(how: Deserialize, tree: JsonTree, type: ApexType): Value {
  const { context } = how;
  if (tree.kind !== 'object') return jsonFail(context, "Malformed JSON: Expected '{' at the beginning of object");
  const name = type === SOBJECT ? (toldObject(tree) ?? type.base) : type.base;
  if (name === 'AggregateResult') return aggregateResult(context, tree.members);
  const found = context.org.metadata.object(name);
  if (found === undefined) return jsonFail(context, `Apex Type unsupported in JSON: ${name}`);
  const made = new ApexSObject(sobjectOf(found.name));
  for (const [member, value] of tree.members) if (member !== 'attributes') putMember({ ...how, object: found, made }, member, value);
  return made;
}

/** Its columns have no fields behind them. */
function aggregateResult(context: ApexContext, members: Extract<JsonTree, { kind: 'object' }>['members']): ApexSObject {
  const columns = members.filter(([name]) => name !== 'attributes');
  return new ApexSObject(sobjectOf('AggregateResult'), new Map(columns.map(([name, value]) => [name, untyped(context, value)])));
}

type RecordOf = Deserialize & { readonly object: OrgObject; readonly made: ApexSObject };

function putMember(how: RecordOf, name: string, tree: JsonTree): void {
  const {
    context,
    object: { fields, name: objectName },
    made,
  } = how;
  const lower = name.toLowerCase();
  const field = fields.find((each) => each.name.toLowerCase() === lower);
  const parent = fields.find((each) => each.relationshipName?.toLowerCase() === lower);
  if (field !== undefined) context.records.setField(made, field.name, typed(how, tree, apexTypeOf(field)));
  else if (parent?.relationshipName !== undefined) {
    const target = parent.referenceTo?.length === 1 ? sobjectOf(parent.referenceTo[0] ?? '') : SOBJECT;
    made.fields.set(parent.relationshipName, typed(how, tree, target));
  } else if (!putChildren(how, name, tree)) {
    context.met.add(`missing: ${objectName}.${name}`);
    jsonFail(context, `No such column '${name}' on sobject of type ${objectName}`);
  }
}

function putChildren(how: RecordOf, name: string, tree: JsonTree): boolean {
  const { context, object: parent, made } = how;
  const records = memberOf(tree, 'records');
  for (const child of context.org.metadata.objects.values()) {
    const relation = child.fields.find(
      (field) => field.childRelationshipName?.toLowerCase() === name.toLowerCase() && field.referenceTo?.includes(parent.name) === true,
    );
    if (relation === undefined || records === undefined) continue;
    made.fields.set(relation.childRelationshipName ?? name, typed(how, records, listOf(sobjectOf(child.name))));
    return true;
  }
  return false;
}
