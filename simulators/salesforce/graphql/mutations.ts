/**
 * Create, update and delete of records, GA since API 66.0. Sources: "Mutations Schema", "Send Mutation Requests" of the GraphQL API guide. All
 * operations of a request share one transaction; with `allOrNone` (the default) one failure undoes all of them.
 */
import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLFieldConfig,
  type GraphQLResolveInfo,
} from 'graphql';
import type { OrgObject } from '../metadata/model.ts';
import type { ActingUser } from '../security/acting-user.ts';
import type { SaveResult } from '../storage/dml.ts';
import type { Transaction } from '../storage/database.ts';
import { normalizeId } from '../storage/record-id.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import { findRecord, type GraphqlContext } from './context.ts';
import { IdOrRef, scalarOf } from './field-types.ts';
import { fetchFault } from './graphql-errors.ts';
import type { RecordTypes } from './record-types.ts';
import type { Input } from './soql-of.ts';

type Operation = GraphQLFieldConfig<unknown, GraphqlContext, { readonly input: Input }>;
export type Writer = Pick<ActingUser, 'access'>;
type Payload = { readonly Record: StoredRecord | undefined; readonly success: true };

const MutationsInput = new GraphQLInputObjectType({ name: 'UIAPIMutationsInput', fields: { allOrNone: { type: GraphQLBoolean } } });
const DeleteInput = new GraphQLInputObjectType({ name: 'RecordDeleteInput', fields: { Id: { type: new GraphQLNonNull(IdOrRef) } } });
const DeletePayload = new GraphQLObjectType({ name: 'RecordDeletePayload', fields: { Id: { type: GraphQLID } } });

/** `mutation { uiapi(input: { allOrNone }) { XCreate … XUpdate … XDelete … } }`, or undefined for a user who may write nothing. */
export function mutationType(user: Writer, objects: readonly OrgObject[], types: RecordTypes): GraphQLObjectType | undefined {
  const operations = Object.fromEntries(objects.flatMap((object) => Object.entries(operationsOn(user, object, types))));
  if (Object.keys(operations).length === 0) return undefined;
  return new GraphQLObjectType<unknown, GraphqlContext>({
    name: 'Mutation',
    fields: {
      uiapi: {
        type: new GraphQLNonNull(new GraphQLObjectType({ name: 'UIAPIMutations', fields: operations })),
        args: { input: { type: MutationsInput } },
        resolve: (_, { input }: { input?: { allOrNone?: boolean | null } | null }, { progress }) => {
          progress.allOrNone = input?.allOrNone ?? true;
          return {};
        },
      },
    },
  });
}

function operationsOn({ access }: Writer, object: OrgObject, types: RecordTypes): Record<string, Operation> {
  const { name, fields } = object;
  return {
    ...(access.can(object, 'create') && fields.some((field) => field.createable)
      ? { [`${name}Create`]: createOperation(object, types) }
      : {}),
    ...(access.can(object, 'edit') && fields.some((field) => field.updateable)
      ? { [`${name}Update`]: updateOperation(object, types) }
      : {}),
    ...(access.can(object, 'delete') ? { [`${name}Delete`]: DELETE_OPERATION } : {}),
  };
}

function createOperation(object: OrgObject, types: RecordTypes): Operation {
  return {
    type: payloadType(`${object.name}CreatePayload`, object, types),
    args: { input: { type: new GraphQLNonNull(saveInput(object, 'Create')) } },
    resolve: (_, { input }, context, info) =>
      saved(context, info, (transaction) => context.user.dml.insert(transaction, object, [valuesOf(context, input[object.name] as Input)])),
  };
}

function updateOperation(object: OrgObject, types: RecordTypes): Operation {
  return {
    type: payloadType(`${object.name}UpdatePayload`, object, types),
    args: { input: { type: new GraphQLNonNull(saveInput(object, 'Update')) } },
    resolve: (_, { input }, context, info) => {
      const values = { ...valuesOf(context, input[object.name] as Input), Id: idOf(context, input['Id']) };
      return saved(context, info, (transaction) => context.user.dml.update(transaction, object, [values]));
    },
  };
}

const DELETE_OPERATION: Operation = {
  type: DeletePayload,
  args: { input: { type: new GraphQLNonNull(DeleteInput) } },
  resolve: (_, { input }, context, info) => {
    const id = idOf(context, input['Id']);
    write(context, info, (transaction) => context.user.dml.delete(transaction, [id]));
    return { Id: id };
  },
};

function payloadType(name: string, object: OrgObject, types: RecordTypes): GraphQLObjectType {
  return new GraphQLObjectType<Payload>({
    name,
    fields: () => ({ Record: { type: types.record(object) }, success: { type: GraphQLBoolean } }),
  });
}

/** `{ X: { fields } }`, for an update with the Id beside it. Fields the user may not write are not there. */
function saveInput(object: OrgObject, verb: 'Create' | 'Update'): GraphQLInputObjectType {
  const writable = object.fields.filter((field) => (verb === 'Create' ? field.createable : field.updateable));
  const values = new GraphQLInputObjectType({
    name: `${object.name}${verb}Representation`,
    fields: Object.fromEntries(writable.map((field) => [field.name, { type: field.kind === 'reference' ? IdOrRef : scalarOf(field) }])),
  });
  const record = { [object.name]: { type: new GraphQLNonNull(values) } };
  return new GraphQLInputObjectType({
    name: `${object.name}${verb}Input`,
    fields: verb === 'Create' ? record : { ...record, Id: { type: new GraphQLNonNull(IdOrRef) } },
  });
}

/** `@{alias}` stands for the id of an earlier operation. */
function resolved({ progress }: GraphqlContext, value: unknown): unknown {
  const alias = typeof value === 'string' ? /^@\{(\w+)\}$/.exec(value)?.[1] : undefined;
  return alias === undefined ? value : (progress.ids.get(alias) ?? value);
}

function valuesOf(context: GraphqlContext, input: Input): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, resolved(context, value)]));
}

function idOf(context: GraphqlContext, input: unknown): string {
  const text = String(resolved(context, input));
  return normalizeId(text) ?? text;
}

function saved(context: GraphqlContext, info: GraphQLResolveInfo, save: (transaction: Transaction) => SaveResult[]): Payload {
  const id = write(context, info, save);
  return { Record: findRecord(context, id), success: true };
}

function write(context: GraphqlContext, info: GraphQLResolveInfo, run: (transaction: Transaction) => SaveResult[]): string {
  const { transaction, progress } = context;
  if (transaction === undefined) throw new Error('a mutation runs in a transaction');
  const [result] = run(transaction);
  const [error] = result?.errors ?? [];
  if (error !== undefined) throw fetchFault(`${error.statusCode}: ${error.message}`);
  const id = result?.id ?? '';
  progress.ids.set(String(info.path.key), id);
  return id;
}
