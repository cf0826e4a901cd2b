/** Answers a call of the GraphQL API. Source: "GraphQL Request and Response Structure" of the GraphQL API guide. */
import { executeSync, getOperationAST, GraphQLError, parse, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import type { OrgMetadata } from '../metadata/model.ts';
import { basePath, type ApiCall, type ApiReply } from '../rest/api-call.ts';
import { API_ERRORS } from '../rest/errors.ts';
import type { RestServices } from '../rest/services.ts';
import type { Transaction } from '../storage/database.ts';
import type { GraphqlContext, MutationProgress } from './context.ts';
import { styleOf } from '../soql/display-value.ts';
import { errorBody, type ErrorBody, type ErrorType } from './graphql-errors.ts';
import { withoutMissingOptionals } from './optional-fields.ts';
import { makeGraphqlSchema } from './schema.ts';
import { validationErrors } from './validation.ts';

const bodySchema = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

type Request = z.infer<typeof bodySchema>;

const schemas = new WeakMap<OrgMetadata, GraphQLSchema>();

/** The schema is that of the user: it is made with the first call of each. */
export function answerGraphql(services: RestServices, call: ApiCall): ApiReply {
  const { user } = call;
  const schema = schemas.get(user.metadata) ?? makeGraphqlSchema(user);
  schemas.set(user.metadata, schema);
  return answer(services, call, schema);
}

function answer(services: RestServices, call: ApiCall, schema: GraphQLSchema): ApiReply {
  const parsed = bodySchema.safeParse(call.body);
  if (!parsed.success) throw API_ERRORS.invalidRequest(z.prettifyError(parsed.error));
  const request = parsed.data;
  const document = parseOrError(request.query);
  if (document instanceof GraphQLError) return failed([document], 'InvalidSyntax');
  const wanted = withoutMissingOptionals(schema, document);
  const invalid = validationErrors(schema, wanted);
  if (invalid.length > 0) return failed(invalid, 'ValidationError');
  const operation = getOperationAST(wanted, request.operationName);
  if (!operation) return failed([new GraphQLError('No operation of that name is in the request')], 'OperationNotSupported');
  const run = (transaction?: Transaction): ExecutionResult & { progress: MutationProgress } => {
    const context = contextOf(services, call, request, transaction);
    return { ...execute(schema, wanted, request, context), progress: context.progress };
  };
  return operation.operation === 'mutation' ? call.transact((transaction) => mutate(run, transaction)) : succeeded(run());
}

/** Deeper than any page asks, and not too deep for the stack of who walks through it. */
const DEEPEST = 200;

/** Brackets in texts count, too: nobody writes so many. */
function isTooDeep(query: string): boolean {
  let depth = 0;
  for (const [bracket] of query.matchAll(/[{}[\]()]/g)) {
    depth += '{[('.includes(bracket) ? 1 : -1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function parseOrError(query: string): DocumentNode | GraphQLError {
  if (isTooDeep(query)) return new GraphQLError(`The query is nested deeper than ${DEEPEST} levels`);
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function execute(schema: GraphQLSchema, document: DocumentNode, request: Request, contextValue: GraphqlContext): ExecutionResult {
  const { operationName, variables } = request;
  return executeSync({
    schema,
    document,
    contextValue,
    rootValue: {},
    variableValues: variables ?? {},
    operationName: operationName ?? null,
  });
}

function contextOf(services: RestServices, call: ApiCall, request: Request, transaction: Transaction | undefined): GraphqlContext {
  const { user } = call;
  return {
    user,
    database: services.database,
    now: services.clock.now(),
    basePath: basePath(call),
    style: styleOf(services.database.table('User').get(user.userId)),
    variables: request.variables ?? {},
    transaction,
    progress: { allOrNone: true, ids: new Map() },
  };
}

const ROLLED_BACK = 'The transaction was rolled back since another operation in the same transaction failed.';

type Run = (transaction: Transaction) => ExecutionResult & { progress: MutationProgress };

function mutate(run: Run, transaction: Transaction): ApiReply {
  const savepoint = transaction.savepoint();
  const result = run(transaction);
  if ((result.errors ?? []).length === 0 || !result.progress.allOrNone) return succeeded(result);
  transaction.rollbackTo(savepoint);
  const operations = (result.data?.['uiapi'] ?? {}) as Record<string, unknown>;
  const undone = Object.keys(operations)
    .filter((alias) => operations[alias] !== null)
    .map((alias) => new GraphQLError(ROLLED_BACK, { path: ['uiapi', alias], extensions: { ErrorType: 'ExecutionAborted' } }));
  const uiapi = Object.fromEntries(Object.keys(operations).map((alias) => [alias, null]));
  return succeeded({ data: { uiapi }, errors: [...(result.errors ?? []), ...undone] });
}

function succeeded({ data, errors = [] }: ExecutionResult): ApiReply {
  // Wrong variables fail before anything is fetched.
  if (data === undefined) return failed(errors, 'ValidationError');
  return reply(
    data,
    errors.map((error) => errorBody(error, 'DataFetchingException')),
  );
}

function failed(errors: readonly GraphQLError[], type: ErrorType): ApiReply {
  return reply(
    {},
    errors.map((error) => errorBody(error, type)),
  );
}

function reply(data: unknown, errors: readonly ErrorBody[]): ApiReply {
  return { status: 200, body: { data, errors, extensions: {} } };
}
