/** One type for each object: its fields as values, its parents, and its lists of children. Source: "Record Objects" of the GraphQL API guide. */
import {
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  GraphQLUnionType,
  type GraphQLFieldConfigMap,
  type GraphQLOutputType,
} from 'graphql';
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import { parseDatetime } from '../storage/instants.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import { connectionField, makeConnectionTypes, type ConnectionTypes } from './connection.ts';
import { findRecord, type GraphqlContext } from './context.ts';
import { Long, REQUIRED_ID, valueTypeOf } from './field-types.ts';
import type { FilterTypes } from './filter-types.ts';
import { childrenOf, parentObjects } from './record-objects.ts';
import { quoted } from './soql-of.ts';

type Fields = GraphQLFieldConfigMap<StoredRecord, GraphqlContext>;

export type RecordTypes = {
  readonly record: (object: OrgObject) => GraphQLObjectType;
  readonly connection: ConnectionTypes;
  readonly filters: FilterTypes;
};

export function makeRecordTypes(metadata: OrgMetadata, filters: FilterTypes): RecordTypes {
  const known = new Map<string, GraphQLObjectType>();
  const record = (object: OrgObject): GraphQLObjectType => {
    const found = known.get(object.name) ?? makeType(object);
    known.set(object.name, found);
    return found;
  };
  const types: RecordTypes = { record, filters, connection: makeConnectionTypes(record) };
  const makeType = (object: OrgObject): GraphQLObjectType =>
    new GraphQLObjectType<StoredRecord, GraphqlContext>({
      name: object.name,
      fields: () => ({
        ...identity(object),
        ...Object.fromEntries(object.fields.filter((field) => field.kind !== 'id').map((field) => [field.name, valueField(field)])),
        ...parentFields(metadata, object, types),
        ...childFields(metadata, object, types),
      }),
    });
  return types;
}

function identity(object: OrgObject): Fields {
  const name = object.fields.find((field) => field.nameField === true)?.name ?? 'Id';
  return {
    Id: { type: REQUIRED_ID },
    ApiName: { type: new GraphQLNonNull(GraphQLString), resolve: () => object.name },
    WeakEtag: { type: new GraphQLNonNull(Long), resolve: (record) => parseDatetime(String(record['SystemModstamp'])) ?? 0 },
    DisplayValue: { type: GraphQLString, resolve: (record) => record[name] ?? null },
  };
}

function valueField(field: OrgField): Fields[string] {
  return { type: valueTypeOf(field), resolve: (record, _, { user }) => ({ field, value: user.read(field)(record) }) };
}

/** A parent the user may not see is null, like one that is not there. */
function parentFields(metadata: OrgMetadata, object: OrgObject, { record }: RecordTypes): Fields {
  const fields = object.fields.flatMap((field): [string, Fields[string]][] => {
    const parents = parentObjects(metadata, field);
    const [only] = parents;
    if (only === undefined || field.relationshipName === undefined) return [];
    const type: GraphQLOutputType =
      parents.length === 1 ? record(only) : unionOf(`${object.name}_${field.relationshipName}`, parents, record);
    return [[field.relationshipName, { type, resolve: (source, _, context) => findRecord(context, source[field.name]) }]];
  });
  return Object.fromEntries(fields);
}

function unionOf(name: string, objects: readonly OrgObject[], record: RecordTypes['record']): GraphQLUnionType {
  const byPrefix = new Map(objects.map((object) => [object.keyPrefix, object.name]));
  return new GraphQLUnionType({
    name,
    types: () => objects.map(record),
    resolveType: (value: StoredRecord) => byPrefix.get(String(value['Id']).slice(0, 3)),
  });
}

function childFields(metadata: OrgMetadata, object: OrgObject, types: RecordTypes): Fields {
  return Object.fromEntries(
    childrenOf(metadata, object).map((child) => [
      child.name,
      connectionField(child.object, types, (parent) => `${child.field.name} = ${quoted(String(parent['Id']))}`),
    ]),
  );
}
