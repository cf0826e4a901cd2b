/** The schema a user gets: only what the user may see is in it, so the GraphQL engine itself refuses the rest. */
import { GraphQLDirective, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, specifiedDirectives } from 'graphql';
import type { ActingUser } from '../security/acting-user.ts';
import { connectionField } from './connection.ts';
import { findRecord, type GraphqlContext } from './context.ts';
import { makeFilterTypes } from './filter-types.ts';
import { mutationType } from './mutations.ts';
import { queryableObjects } from './record-objects.ts';
import { makeRecordTypes } from './record-types.ts';

/** Since API 65.0: the field is left out where the user may not see it, instead of failing the request. */
export const OPTIONAL = new GraphQLDirective({ name: 'optional', locations: ['FIELD'] });

/** Builds the schema over metadata as the user sees it. It holds for everybody with the same access. */
export function makeGraphqlSchema(caller: Pick<ActingUser, 'metadata' | 'access'>): GraphQLSchema {
  const { metadata } = caller;
  const objects = queryableObjects(metadata);
  const types = makeRecordTypes(metadata, makeFilterTypes(metadata));
  const user = metadata.objects.get('User');
  const recordQuery = new GraphQLObjectType({
    name: 'RecordQuery',
    fields: () => Object.fromEntries(objects.map((object) => [object.name, connectionField(object, types)])),
  });
  const uiapi = new GraphQLObjectType<unknown, GraphqlContext>({
    name: 'UIAPI',
    fields: () => ({
      query: { type: new GraphQLNonNull(recordQuery), resolve: () => ({}) },
      ...(user === undefined
        ? {}
        : { currentUser: { type: types.record(user), resolve: (_, __, context) => findRecord(context, context.user.userId) } }),
    }),
  });
  return new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields: { uiapi: { type: new GraphQLNonNull(uiapi), resolve: () => ({}) } } }),
    mutation: mutationType(caller, objects, types),
    directives: [...specifiedDirectives, OPTIONAL],
  });
}
