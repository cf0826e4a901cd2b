/** What the shell's own lists, highlights and details read: rows of texts as the user would read them. */
import { API_PATH, callOrg } from '../data/org-call.ts';

export type FieldInfo = {
  readonly apiName: string;
  readonly label: string;
  readonly dataType: string;
  readonly nameField: boolean;
  readonly relationshipName: string | null;
  readonly referenceToInfos: readonly { readonly apiName: string }[];
};

export type ObjectInfo = {
  readonly apiName: string;
  readonly label: string;
  readonly nameFields: readonly string[];
  readonly fields: Readonly<Record<string, FieldInfo>>;
};

export type ListRequest = {
  readonly object: string;
  readonly fields: readonly string[];
  readonly where?: object;
  readonly mine?: boolean;
  readonly first: number;
  readonly after?: string | undefined;
};

export type Cell = {
  readonly field: string;
  readonly text: string;
  /** Of the record a lookup points to. */
  readonly link: { readonly object: string; readonly recordId: string } | undefined;
};

export type Row = { readonly recordId: string; readonly name: string; readonly cells: readonly Cell[] };

export type Page = { readonly rows: readonly Row[]; readonly total: number; readonly next: string | undefined };

const infos = new Map<string, Promise<ObjectInfo>>();

/** What the user may know of an object; rejects when that is nothing. */
export function objectInfo(object: string): Promise<ObjectInfo> {
  const reading = infos.get(object) ?? (callOrg({ path: `${API_PATH}/ui-api/object-info/${object}` }) as Promise<ObjectInfo>);
  infos.set(object, reading);
  reading.catch(() => infos.delete(object));
  return reading;
}

type DescribedObject = { readonly name: string; readonly keyPrefix: string | null };

let described: Promise<readonly DescribedObject[]> | undefined;

async function describeObjects(): Promise<readonly DescribedObject[]> {
  const { sobjects } = (await callOrg({ path: `${API_PATH}/sobjects` })) as { sobjects: readonly DescribedObject[] };
  return sobjects;
}

/** Of which object a record is, by the key prefix of its id; undefined when there is none that the user may see. */
export async function objectOf(recordId: string): Promise<string | undefined> {
  const reading = (described ??= describeObjects());
  reading.catch(() => (described = undefined));
  return (await reading).find(({ keyPrefix }) => keyPrefix !== null && recordId.startsWith(keyPrefix))?.name;
}

const OF_THE_ID = /[ -]ID$/;

/** What a page calls a field: it shows the record a lookup leads to, and not its id. */
export function shownLabel({ label, dataType }: Pick<FieldInfo, 'label' | 'dataType'>): string {
  return dataType === 'Reference' ? label.replace(OF_THE_ID, '') : label;
}

/** Fields of those named that the user may see, as pages call them, in that order; the field with the record's name goes by `Name`, too. */
export function visibleFields({ fields, nameFields }: ObjectInfo, wanted: readonly string[]): readonly FieldInfo[] {
  return wanted
    .flatMap((name) => fields[name] ?? (name === 'Name' ? (fields[nameFields[0] ?? ''] ?? []) : []))
    .map((field) => ({ ...field, label: shownLabel(field) }));
}

function selection({ apiName, relationshipName, referenceToInfos }: FieldInfo): string {
  const value = `${apiName} { value displayValue }`;
  if (relationshipName === null || referenceToInfos.length === 0) return value;
  const [only, ...others] = referenceToInfos;
  const name = 'DisplayValue';
  const parent =
    others.length === 0 && only !== undefined ? name : referenceToInfos.map((one) => `... on ${one.apiName} { ${name} }`).join(' ');
  return `${value} ${relationshipName} { ${parent} }`;
}

export function listQuery(object: string, fields: readonly FieldInfo[], mine: boolean): string {
  const given = fields.filter(({ apiName }) => apiName !== 'Id');
  const list = `${object}(first: $first, after: $after, where: $where${mine ? ', scope: "MINE"' : ''}, orderBy: { CreatedDate: { order: DESC } })`;
  return `query list($first: Int, $after: String, $where: ${object}_Filter) { uiapi { query { ${list} {
    totalCount pageInfo { hasNextPage endCursor } edges { node { Id DisplayValue ${given.map(selection).join(' ')} } } } } } }`;
}

type Value = { readonly value: unknown; readonly displayValue: string | null };
type Parent = { readonly DisplayValue?: string } | null | undefined;
type Node = { readonly Id: string; readonly DisplayValue: string | null } & Readonly<Record<string, unknown>>;
type Connection = {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: Node }[];
};
type Answer = { readonly data: { uiapi?: { query: Record<string, Connection> } }; readonly errors: readonly { message: string }[] };

/** Reads a page of records, newest first. Rejects with the org's words. */
export async function listRecords({ object, fields, where = {}, mine = false, first, after }: ListRequest): Promise<Page> {
  const info = await objectInfo(object);
  const shown = visibleFields(info, fields);
  const body = { query: listQuery(object, shown, mine), variables: { first, after: after ?? null, where } };
  const { data, errors } = (await callOrg({ method: 'POST', path: `${API_PATH}/graphql`, body })) as Answer;
  const connection = data.uiapi?.query[object];
  if (connection === undefined) throw new Error(errors[0]?.message ?? 'The org answered nothing.');
  const { totalCount, pageInfo, edges } = connection;
  return {
    rows: edges.map(({ node }) => ({
      recordId: node.Id,
      name: node.DisplayValue ?? node.Id,
      cells: shown.map((field) => cellOf(node, field)),
    })),
    total: totalCount,
    next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined,
  };
}

/** One record's fields, or undefined when it is gone or not for this user. */
export async function readFields(object: string, recordId: string, fields: readonly string[]): Promise<Row | undefined> {
  const page = await listRecords({ object, fields, where: { Id: { eq: recordId } }, first: 1 });
  return page.rows[0];
}

function cellOf(node: Node, field: FieldInfo): Cell {
  const { value, displayValue } = (node[field.apiName] ?? {}) as Partial<Value>;
  const parent = field.relationshipName === null ? undefined : (node[field.relationshipName] as Parent);
  return {
    field: field.apiName,
    text: parent?.DisplayValue ?? textOf(value, displayValue),
    link: parent ? linkOf(field, value) : undefined,
  };
}

/** A lookup that may point to several objects leads nowhere: its value does not say which. */
function linkOf({ referenceToInfos }: FieldInfo, value: unknown): Cell['link'] {
  const [target, ...others] = referenceToInfos;
  return target === undefined || others.length > 0 || typeof value !== 'string' ? undefined : { object: target.apiName, recordId: value };
}

function textOf(value: unknown, displayValue: string | null | undefined): string {
  if (displayValue !== null && displayValue !== undefined) return displayValue;
  if (value === true) return '✓';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
