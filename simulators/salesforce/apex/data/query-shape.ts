/** What a query is about, read before it runs: its object, what it gives, whose rights it asks for, and what is wrong with it. */
import type { FieldType, Query } from '@jetstreamapp/soql-parser-js';
import type { OrgMetadata, OrgObject } from '../../metadata/model.ts';
import { isAggregate, isPlainCount } from '../../soql/aggregate.ts';
import type { QueryReader } from '../../soql/parse.ts';
import { USER_MODE_SINCE } from '../types/class-info.ts';

export type QueryShape = {
  /** Without what the query engine does not know of: `FOR UPDATE`, `ALL ROWS`, and with places for bound limits. */
  readonly soql: string;
  readonly object: string;
  readonly form: 'records' | 'count' | 'aggregate';
  /** What `WITH USER_MODE` and its like say. */
  readonly mode: 'user' | 'system' | undefined;
  readonly allRows: boolean;
  readonly forUpdate: boolean;
  readonly problems: readonly string[];
};

const BOUND_NUMBER = /\b(LIMIT|OFFSET)\s+:(\w+)/gi;

/** What the query stands in: the API version of the code, and what reads it. */
export type QueryPlace = { readonly apiVersion: number; readonly read: QueryReader };

export function readQueryShape(metadata: OrgMetadata, text: string, { apiVersion, read }: QueryPlace): QueryShape {
  const allRows = /\bALL\s+ROWS\b/i.test(text);
  const soql = text.replace(/\bALL\s+ROWS\b/i, '');
  const plain = { soql, object: '', form: 'records', mode: undefined, allRows, forUpdate: /\bFOR\s+UPDATE\b/i.test(soql) } as const;
  try {
    const query = read(soql.replace(BOUND_NUMBER, '$1 1'));
    const object = metadata.object(query.sObject ?? '');
    const problems =
      object === undefined ? [`sObject type '${query.sObject}' is not supported.`] : fieldProblems({ metadata, apiVersion }, object, query);
    return { ...plain, object: object?.name ?? query.sObject ?? '', form: formOf(query), mode: modeOf(query), problems };
  } catch (error) {
    return { ...plain, problems: [`The query cannot be read: ${error instanceof Error ? firstLine(error.message) : String(error)}`] };
  }
}

/** Puts the values of bound limits into the text; other binds are the engine's. */
export function withNumbers(soql: string, valueOf: (name: string) => string): string {
  return soql.replace(BOUND_NUMBER, (_, word: string, name: string) => `${word} ${valueOf(name)}`);
}

const firstLine = (message: string): string => message.split('\n')[0] ?? '';

function formOf(query: Query): QueryShape['form'] {
  if (isPlainCount(query)) return 'count';
  return isAggregate(query) ? 'aggregate' : 'records';
}

function modeOf({ withAccessLevel, withSecurityEnforced }: Query): QueryShape['mode'] {
  if (withAccessLevel === 'SYSTEM_MODE') return 'system';
  return withAccessLevel === 'USER_MODE' || withSecurityEnforced === true ? 'user' : undefined;
}

type Reader = { readonly metadata: OrgMetadata; readonly apiVersion: number };

function fieldProblems({ metadata, apiVersion }: Reader, object: OrgObject, query: Query): string[] {
  if (query.withSecurityEnforced === true && apiVersion >= USER_MODE_SINCE)
    return ['WITH SECURITY_ENFORCED is not supported in API version 67.0 and later'];
  return (query.fields ?? []).flatMap((field) => fieldProblem(metadata, object, field, query.sObjectAlias));
}

function fieldProblem(metadata: OrgMetadata, object: OrgObject, item: FieldType, alias: string | undefined): string[] {
  const selected = selectedField(metadata, object, item, alias);
  return selected === undefined || has(metadata, selected.object, selected.name) ? [] : [noColumn(selected.name, selected.object)];
}

/** Whose field a column is, there or not; undefined for functions, subqueries, and fields of a reference to several objects, which is for the engine to follow. */
export function selectedField(
  metadata: OrgMetadata,
  object: OrgObject,
  item: FieldType,
  alias: string | undefined,
): { readonly object: OrgObject; readonly name: string } | undefined {
  if (item.type === 'Field') return { object, name: item.field };
  if (item.type !== 'FieldRelationship') return undefined;
  const path = withoutAlias(item.relationships, object, alias);
  const end = path.reduce<OrgObject | undefined>((from, name) => parentOf(metadata, from, name), object);
  return end === undefined ? undefined : { object: end, name: item.field };
}

/** The object's name or its alias may stand first. */
function withoutAlias(path: readonly string[], object: OrgObject, alias: string | undefined): readonly string[] {
  const first = path[0]?.toLowerCase();
  return first === object.name.toLowerCase() || first === alias?.toLowerCase() ? path.slice(1) : path;
}

function has(metadata: OrgMetadata, object: OrgObject, name: string): boolean {
  return metadata.field(object, name) !== undefined;
}

function parentOf(metadata: OrgMetadata, object: OrgObject | undefined, name: string): OrgObject | undefined {
  const field = object?.fields.find((candidate) => candidate.relationshipName?.toLowerCase() === name.toLowerCase());
  const [only, ...others] = field?.referenceTo ?? [];
  return only === undefined || others.length > 0 ? undefined : metadata.objects.get(only);
}

const noColumn = (name: string, object: OrgObject): string => `No such column '${name}' on entity '${object.name}'.`;
