/**
 * sObject Tree: up to 200 new records with their children, all or none. Source: "sObject Tree" of the REST API guide: five levels, five types, each
 * record with a reference id of its own.
 */
import type { OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { Transaction } from '../storage/database.ts';
import type { DmlError } from '../storage/dml-error.ts';
import type { RecordInput } from '../storage/draft.ts';
import type { ApiCall, ApiReply, Route } from './api-call.ts';
import { API_ERRORS } from './errors.ts';
import { isObject, typeOf } from './record-body.ts';
import { objectOf } from './services.ts';

const MAX_RECORDS = 200;
const MAX_LEVELS = 5;
const MAX_TYPES = 5;

export function treeRoutes(): Route[] {
  return [{ method: 'POST', pattern: 'composite/tree/:object', handle: (call, { object }) => insertTree(call, objectOf(call, object)) }];
}

/** A record to insert, and the field in which it names its parent. */
type Node = {
  readonly object: OrgObject;
  readonly referenceId: string;
  readonly fields: RecordInput;
  readonly parent: { readonly referenceId: string; readonly field: string } | undefined;
};

function insertTree(call: ApiCall, object: OrgObject): ApiReply {
  const nodes = readNodes(call.user.metadata, object, call.body, { level: 1, parent: undefined });
  checkSize(nodes);
  return call.transact((transaction) => {
    const savepoint = transaction.savepoint();
    const ids = new Map<string, string>();
    for (const node of nodes) {
      const errors = insertOne(call, transaction, node, ids);
      if (errors.length === 0) continue;
      transaction.rollbackTo(savepoint);
      return { status: 400, body: { hasErrors: true, results: [{ referenceId: node.referenceId, errors }] } };
    }
    const results = nodes.map(({ referenceId }) => ({ referenceId, id: ids.get(referenceId) }));
    return { status: 201, body: { hasErrors: false, results } };
  });
}

function insertOne(call: ApiCall, transaction: Transaction, node: Node, ids: Map<string, string>): readonly DmlError[] {
  const { object, fields, parent, referenceId } = node;
  const link = parent === undefined ? {} : { [parent.field]: ids.get(parent.referenceId) };
  const [result] = call.user.dml.insert(transaction, object, [{ ...fields, ...link }]);
  if (result?.success === true) ids.set(referenceId, result.id ?? '');
  return result?.errors ?? [];
}

type Place = { readonly level: number; readonly parent: Node['parent'] };

/** Parents come before their children. */
function readNodes(metadata: OrgMetadata, object: OrgObject, body: unknown, place: Place): Node[] {
  const records = isObject(body) ? body['records'] : undefined;
  if (!Array.isArray(records) || !records.every(isObject))
    throw API_ERRORS.unreadableJson('The request must hold an array "records" of objects');
  if (place.level > MAX_LEVELS) throw API_ERRORS.invalidRequest(`a tree has at most ${MAX_LEVELS} levels`);
  return records.flatMap((record) => readNode(metadata, object, record, place));
}

function readNode(metadata: OrgMetadata, object: OrgObject, record: RecordInput, place: Place): Node[] {
  const attributes = record['attributes'];
  const referenceId = isObject(attributes) ? attributes['referenceId'] : undefined;
  if (typeof referenceId !== 'string' || typeOf(record)?.toLowerCase() !== object.name.toLowerCase())
    throw API_ERRORS.invalidRequest(`each record of ${object.name} needs attributes with its type and a referenceId`);
  const members = Object.entries(record).filter(([name]) => name !== 'attributes');
  const children = members.flatMap(([name, value]) => {
    const child = childNamed(metadata, object, name);
    return child === undefined || !isObject(value) || !('records' in value) ? [] : [{ name, value, child }];
  });
  const nested = new Set(children.map(({ name }) => name));
  const fields = Object.fromEntries(members.filter(([name]) => !nested.has(name)));
  const below = children.flatMap(({ value, child }) =>
    readNodes(metadata, child.object, value, { level: place.level + 1, parent: { referenceId, field: child.field } }),
  );
  return [{ object, referenceId, fields, parent: place.parent }, ...below];
}

function childNamed(metadata: OrgMetadata, parent: OrgObject, name: string): { object: OrgObject; field: string } | undefined {
  for (const object of metadata.objects.values()) {
    const field = object.fields.find(
      (candidate) =>
        candidate.childRelationshipName?.toLowerCase() === name.toLowerCase() && candidate.referenceTo?.includes(parent.name) === true,
    );
    if (field !== undefined) return { object, field: field.name };
  }
  return undefined;
}

function checkSize(nodes: readonly Node[]): void {
  if (nodes.length > MAX_RECORDS) throw API_ERRORS.tooManyRecords(MAX_RECORDS);
  if (new Set(nodes.map(({ object }) => object.name)).size > MAX_TYPES)
    throw API_ERRORS.invalidRequest(`a tree has at most ${MAX_TYPES} types of records`);
  const ids = nodes.map(({ referenceId }) => referenceId);
  const double = ids.find((id, index) => ids.indexOf(id) !== index);
  if (double !== undefined) throw API_ERRORS.invalidRequest(`Duplicate reference ID '${double}'`);
}
