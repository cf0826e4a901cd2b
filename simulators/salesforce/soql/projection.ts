/** The select list: which members a result record gets, in the order they were asked for. */
import type { FieldType, Query, Subquery } from '@jetstreamapp/soql-parser-js';
import type { OrgField, OrgObject } from '../metadata/model.ts';
import type { StoredRecord, StoredValue } from '../storage/transaction.ts';
import { textOf } from '../storage/json-text.ts';
import { displayValue } from './display-value.ts';
import { followParents, resolvePath, splitPath } from './scope.ts';
import { functionExpression, labelOf, type ExpressionContext } from './value-expression.ts';

export type OutputRecord = Record<string, unknown>;

export type Projection = (record: StoredRecord) => OutputRecord;

export type ProjectionContext = ExpressionContext & {
  /** `/services/data/v67.0/sobjects` */
  readonly urlPrefix: string;
  /** Runs the subquery for the children of one record. */
  readonly children: (subquery: Subquery) => (record: StoredRecord) => unknown;
};

type Writer = (record: StoredRecord, output: OutputRecord) => void;

/** `columns` is undefined where children are among the members, or parents whose fields differ: they have no column. */
export type CompiledProjection = { readonly project: Projection; readonly columns: readonly string[] | undefined };

export function compileProjection(query: Pick<Query, 'fields' | 'limit'>, context: ProjectionContext): CompiledProjection {
  const tree = makeNode();
  for (const item of query.fields ?? []) addItem(tree, item, query, context);
  const nested = (query.fields ?? []).some(({ type }) => type === 'FieldSubquery' || type === 'FieldTypeof');
  return { project: nodeProjection(tree, context), columns: nested ? undefined : nodeColumns(tree) };
}

function nodeColumns(node: Node): string[] {
  return [...node.writers.keys()].flatMap((name) => {
    const parent = node.parents.get(name);
    return parent === undefined ? [name] : nodeColumns(parent.node).map((inner) => `${name}.${inner}`);
  });
}

/** Members of one level; parents nest. */
type Node = { readonly writers: Map<string, Writer>; readonly parents: Map<string, { readonly reference: OrgField; readonly node: Node }> };

function makeNode(): Node {
  return { writers: new Map(), parents: new Map() };
}

function addItem(tree: Node, item: FieldType, query: Pick<Query, 'limit'>, context: ProjectionContext): void {
  if (item.type === 'FieldSubquery') {
    const run = context.children(item.subquery);
    tree.writers.set(item.subquery.relationshipName, (record, output) => {
      output[item.subquery.relationshipName] = run(record);
    });
    return;
  }
  if (item.type === 'Field') return addPath(tree, item.field, context);
  if (item.type === 'FieldRelationship') return addPath(tree, [...item.relationships, item.field].join('.'), context);
  if (item.type === 'FieldTypeof') return addTypeof(tree, item, context);
  if (item.functionName.toUpperCase() === 'FIELDS') return addAllFields(tree, textOf(item.parameters[0]).toUpperCase(), query, context);
  addFunction(tree, item, context);
}

function addPath(tree: Node, written: string, context: ProjectionContext): void {
  const { field, parents } = resolvePath(context.scope, context.object, splitPath(written, context.object, context.alias), context.faults);
  let node = tree;
  for (const reference of parents) node = parentNode(node, reference, context);
  if (node.writers.has(field.name)) throw context.faults.malformed(`duplicate field selected: ${field.name}`);
  addField(node, field, context);
}

function parentNode(node: Node, reference: OrgField, context: ProjectionContext): Node {
  const name = reference.relationshipName ?? reference.name;
  const known = node.parents.get(name);
  if (known !== undefined) return known.node;
  const child = makeNode();
  node.parents.set(name, { reference, node: child });
  let project: Projection | undefined;
  node.writers.set(name, (record, output) => {
    // Compiled on first use: by then the select list is complete.
    project ??= nodeProjection(child, context);
    const parent = followParents(context.scope, [reference], record);
    output[name] = parent === undefined ? null : project(parent);
  });
  return child;
}

/** The fields of a parent that its object decides. Source: SOQL and SOSL Reference, "TYPEOF". */
function addTypeof(tree: Node, { field: name, conditions }: Extract<FieldType, { type: 'FieldTypeof' }>, context: ProjectionContext): void {
  const reference = context.scope.parent(context.object, name);
  if (reference === undefined) throw context.faults.unknownRelationship(name);
  const projections = new Map<string, Projection>();
  for (const target of reference.referenceTo ?? []) {
    const object = context.scope.metadata.object(target);
    const chosen = conditions.find(({ type, objectType }) => type === 'ELSE' || objectType?.toLowerCase() === target.toLowerCase());
    if (object !== undefined && chosen !== undefined) projections.set(object.name, fieldsOf(object, chosen.fieldList, context));
  }
  const relationship = reference.relationshipName ?? reference.name;
  tree.writers.set(relationship, (record, output) => {
    const parent = followParents(context.scope, [reference], record);
    const object = parent === undefined ? undefined : context.scope.database.tableOfId(String(parent['Id']))?.object.name;
    output[relationship] = parent === undefined ? null : (projections.get(object ?? '')?.(parent) ?? null);
  });
}

function fieldsOf(object: OrgObject, written: readonly string[], outer: ProjectionContext): Projection {
  const [context, node] = [{ ...outer, object, alias: undefined }, makeNode()];
  for (const path of written) addPath(node, path, context);
  return nodeProjection(node, context);
}

function addField(node: Node, field: OrgField, { scope }: ProjectionContext): void {
  const read = scope.read(field);
  node.writers.set(field.name, (record, output) => {
    output[field.name] = read(record);
  });
}

/** FIELDS(ALL) and FIELDS(CUSTOM) are unbounded and need a LIMIT of at most 200. */
function addAllFields(tree: Node, which: string, query: Pick<Query, 'limit'>, context: ProjectionContext): void {
  if (which !== 'STANDARD' && (query.limit === undefined || query.limit > 200)) {
    throw context.faults.malformed('The SOQL FIELDS function must have a LIMIT of at most 200');
  }
  for (const field of context.object.fields) {
    if (which === 'ALL' || (which === 'CUSTOM') === field.custom) addField(tree, field, context);
  }
}

function addFunction(tree: Node, item: Extract<FieldType, { type: 'FieldFunctionExpression' }>, context: ProjectionContext): void {
  const name = item.functionName.toUpperCase();
  const [operand] = item.parameters;
  const path =
    typeof operand === 'string'
      ? resolvePath(context.scope, context.object, splitPath(operand, context.object, context.alias), context.faults)
      : undefined;
  if (path === undefined || !/^(TOLABEL|FORMAT)$/.test(name)) {
    functionExpression(context, item);
    throw context.faults.malformed(`the function ${name} may only be selected with GROUP BY`);
  }
  const key = item.alias ?? path.field.name;
  tree.writers.set(key, (record, output) => {
    const value = path.get(record);
    output[key] = name === 'TOLABEL' ? labelOf(path.field, value) : formatted(context, path.field, value);
  });
}

/** As the locale of whoever asks writes it. Source: SOQL and SOSL Reference, "FORMAT()". */
function formatted({ scope }: ProjectionContext, field: OrgField, value: StoredValue): string | null {
  return value === null ? null : (displayValue(field, value, scope.style()) ?? String(value));
}

function nodeProjection(node: Node, context: ProjectionContext): Projection {
  const writers = [...node.writers.values()];
  const { database } = context.scope;
  return (record) => {
    const id = String(record['Id']);
    const type: OrgObject | undefined = database.tableOfId(id)?.object;
    const name = type?.name ?? context.object.name;
    const output: OutputRecord = { attributes: { type: name, url: `${context.urlPrefix}/${name}/${id}` } };
    for (const write of writers) write(record, output);
    return output;
  };
}
