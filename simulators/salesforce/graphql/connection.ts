/**
 * Record connections: pages of records with cursors. Sources: "Paginate Results" of the GraphQL API guide (10 records unless asked, at most 2,000
 * in a page and 4,000 in all, more with an upper bound), the Relay cursor connections specification.
 */
import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  valueFromASTUntyped,
  type GraphQLFieldConfig,
  type GraphQLResolveInfo,
} from 'graphql';
import type { OrgObject } from '../metadata/model.ts';
import { QueryFault } from '../soql/query-fault.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import { findRecord, type GraphqlContext } from './context.ts';
import type { FilterTypes } from './filter-types.ts';
import { fetchFault } from './graphql-errors.ts';
import { conditionOf, orderOf, quoted, type Input } from './soql-of.ts';

const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 2000;
const MOST_RECORDS = 4000;
const SMALLEST_BOUNDED_PAGE = 200;

type Page = {
  readonly records: readonly StoredRecord[];
  readonly from: number;
  readonly totalCount: number;
  readonly hasNextPage: boolean;
};

type Arguments = {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly where?: Input | null;
  readonly orderBy?: Input | null;
  readonly scope?: string | null;
  readonly upperBound?: number | null;
};

const PageInfo = new GraphQLObjectType<Page>({
  name: 'PageInfo',
  fields: {
    hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    hasPreviousPage: { type: new GraphQLNonNull(GraphQLBoolean), resolve: ({ from }) => from > 0 },
    startCursor: { type: GraphQLString, resolve: ({ records, from }) => (records.length === 0 ? null : cursorAt(from)) },
    endCursor: { type: GraphQLString, resolve: ({ records, from }) => (records.length === 0 ? null : cursorAt(from + records.length - 1)) },
  },
});

const Scope = new GraphQLEnumType({ name: 'SupportedScope', values: { EVERYTHING: {}, MINE: {} } });

export type ConnectionTypes = (object: OrgObject) => GraphQLObjectType;

/** `XConnection` of each object, made when first asked for. */
export function makeConnectionTypes(recordType: (object: OrgObject) => GraphQLObjectType): ConnectionTypes {
  const known = new Map<string, GraphQLObjectType>();
  return (object) => {
    const found = known.get(object.name) ?? connectionType(object, recordType);
    known.set(object.name, found);
    return found;
  };
}

type Edge = { readonly record: StoredRecord; readonly position: number };

function connectionType(object: OrgObject, recordType: (object: OrgObject) => GraphQLObjectType): GraphQLObjectType {
  const { name } = object;
  const edge = new GraphQLObjectType<Edge>({
    name: `${name}Edge`,
    fields: () => ({
      node: { type: recordType(object), resolve: ({ record }) => record },
      cursor: { type: new GraphQLNonNull(GraphQLString), resolve: ({ position }) => cursorAt(position) },
    }),
  });
  return new GraphQLObjectType<Page>({
    name: `${name}Connection`,
    fields: {
      edges: {
        type: new GraphQLList(edge),
        resolve: ({ records, from }): Edge[] => records.map((record, index) => ({ record, position: from + index })),
      },
      pageInfo: { type: new GraphQLNonNull(PageInfo), resolve: (page) => page },
      totalCount: { type: new GraphQLNonNull(GraphQLInt) },
    },
  });
}

/** A list of records of the object; `within` narrows it to the children of the record it hangs on. */
export function connectionField(
  object: OrgObject,
  types: { readonly connection: ConnectionTypes; readonly filters: FilterTypes },
  within: (source: StoredRecord) => string = () => '',
): GraphQLFieldConfig<StoredRecord, GraphqlContext, Arguments> {
  return {
    type: types.connection(object),
    args: {
      first: { type: GraphQLInt },
      after: { type: GraphQLString },
      where: { type: types.filters.filter(object) },
      orderBy: { type: types.filters.orderBy(object) },
      scope: { type: Scope },
      upperBound: { type: GraphQLInt },
    },
    resolve: (source, args, context, info) =>
      readPage(context, { object, args, orderBy: writtenOrder(info, context), within: within(source) }),
  };
}

/** `orderBy` as it was written: coerced input objects have their members in the order of the schema. */
function writtenOrder({ fieldNodes }: GraphQLResolveInfo, { variables }: GraphqlContext): Input {
  const written = fieldNodes[0]?.arguments?.find((argument) => argument.name.value === 'orderBy');
  return written === undefined ? {} : ((valueFromASTUntyped(written.value, variables) ?? {}) as Input);
}

type PageRequest = { readonly object: OrgObject; readonly args: Arguments; readonly orderBy: Input; readonly within: string };

function readPage(context: GraphqlContext, request: PageRequest): Page {
  const { user, now, basePath } = context;
  const { size, most } = bounds(request.args);
  const from = positionAfter(request.args.after);
  try {
    const outcome = user.query(soqlOf(context, request), { now, basePath });
    const to = Math.min(from + size, most);
    const records = outcome
      .slice(from, to)
      .map((row) => findRecord(context, row['Id']))
      .filter((record) => record !== undefined);
    return { records, from, totalCount: outcome.totalSize, hasNextPage: Math.min(outcome.totalSize, most) > to };
  } catch (error) {
    throw error instanceof QueryFault ? fetchFault(error.message) : error;
  }
}

function bounds({ first, upperBound }: Arguments): { size: number; most: number } {
  const size = first ?? DEFAULT_PAGE;
  const smallest = typeof upperBound === 'number' ? SMALLEST_BOUNDED_PAGE : 1;
  if (size < smallest || size > LARGEST_PAGE) throw fetchFault(`first must be from ${smallest} to ${LARGEST_PAGE}, not ${size}`);
  return { size, most: upperBound ?? MOST_RECORDS };
}

function soqlOf({ user }: GraphqlContext, { object, args, orderBy, within }: PageRequest): string {
  const mine = args.scope === 'MINE' ? `OwnerId = ${quoted(user.userId)}` : '';
  const conditions = [within, mine, conditionOf(user.metadata, object, args.where ?? {})].filter((part) => part !== '');
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const keys = orderOf(orderBy);
  return `SELECT Id FROM ${object.name}${where}${keys.length === 0 ? '' : ` ORDER BY ${keys.join(', ')}`}`;
}

/** Opaque to clients: the place of a record in the result. */
function cursorAt(position: number): string {
  return Buffer.from(JSON.stringify({ v: '1', i: position })).toString('base64');
}

function positionAfter(cursor: string | null | undefined): number {
  if (cursor === null || cursor === undefined || cursor === '') return 0;
  const place: unknown = /"i":(\d+)/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
  if (typeof place !== 'string') throw fetchFault(`the cursor ${cursor} is not valid`);
  return Number(place) + 1;
}
