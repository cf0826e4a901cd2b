/** The input types of `where` and `orderBy`, one of each for an object. Source: "Filter" and "Order" pages of the GraphQL API guide. */
import { GraphQLEnumType, GraphQLInputObjectType, GraphQLList, GraphQLString, type GraphQLInputFieldConfigMap } from 'graphql';
import { isSortable } from '../metadata/field-use.ts';
import type { OrgMetadata, OrgObject } from '../metadata/model.ts';
import { operatorsOf } from './field-types.ts';
import { parentObjects, queryableObjects } from './record-objects.ts';

export type FilterTypes = {
  readonly filter: (object: OrgObject) => GraphQLInputObjectType;
  readonly orderBy: (object: OrgObject) => GraphQLInputObjectType;
};

const ResultOrder = new GraphQLEnumType({ name: 'ResultOrder', values: { ASC: {}, DESC: {} } });
const NullOrder = new GraphQLEnumType({ name: 'NullOrder', values: { FIRST: {}, LAST: {} } });
const OrderByClause = new GraphQLInputObjectType({
  name: 'OrderByClause',
  fields: { order: { type: ResultOrder }, nulls: { type: NullOrder } },
});

/** The guide writes the boolean operators in small letters; capitals are seen in samples and taken too. */
const BOOLEAN = { and: true, or: true, AND: true, OR: true, not: false, NOT: false } as const;

export function makeFilterTypes(metadata: OrgMetadata): FilterTypes {
  const filters = new Map<string, GraphQLInputObjectType>();
  const orders = new Map<string, GraphQLInputObjectType>();
  const objects = queryableObjects(metadata);

  /** `{ Child__c: { … }, ApiName: "Parent__c" }`: records with (or without) such a child. */
  const join = new GraphQLInputObjectType({
    name: 'JoinInput',
    fields: () => ({
      ...Object.fromEntries(objects.map((object) => [object.name, { type: filter(object) }])),
      ApiName: { type: GraphQLString },
    }),
  });

  const filter = (object: OrgObject): GraphQLInputObjectType =>
    remembered(filters, object.name, () => {
      const type: GraphQLInputObjectType = new GraphQLInputObjectType({
        name: `${object.name}_Filter`,
        fields: () => ({
          ...Object.fromEntries(Object.entries(BOOLEAN).map(([name, many]) => [name, { type: many ? new GraphQLList(type) : type }])),
          ...fieldFilters(object, join),
          ...parentFields(metadata, object, filter),
        }),
      });
      return type;
    });

  const orderBy = (object: OrgObject): GraphQLInputObjectType =>
    remembered(
      orders,
      object.name,
      () =>
        new GraphQLInputObjectType({
          name: `${object.name}_OrderBy`,
          fields: () => ({
            ...Object.fromEntries(object.fields.filter(isSortable).map((field) => [field.name, { type: OrderByClause }])),
            ...parentFields(metadata, object, orderBy),
          }),
        }),
    );

  return { filter, orderBy };
}

function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

function fieldFilters(object: OrgObject, join: GraphQLInputObjectType): GraphQLInputFieldConfigMap {
  return Object.fromEntries(
    object.fields.flatMap((field) => {
      const type = operatorsOf(field, join);
      return type === undefined ? [] : [[field.name, { type }]];
    }),
  );
}

/** Parents by their relationship's name. One that may be of several objects is not filtered by here. */
function parentFields(
  metadata: OrgMetadata,
  object: OrgObject,
  typeOf: (parent: OrgObject) => GraphQLInputObjectType,
): GraphQLInputFieldConfigMap {
  return Object.fromEntries(
    object.fields.flatMap((field) => {
      const [parent, ...others] = parentObjects(metadata, field);
      return parent === undefined || others.length > 0 ? [] : [[field.relationshipName ?? '', { type: typeOf(parent) }]];
    }),
  );
}
