/** The fields a report is made of, as its reader may see them: what they are called, of which kind, and the words of picklists. */
import { API_PATH, callOrg } from '../data/org-call.ts';
import { objectInfo, shownLabel } from '../services/records.ts';
import type { FieldInfo, ObjectInfo } from '../services/records.ts';

export type ReportField = {
  /** As a query names it. */
  readonly path: string;
  readonly label: string;
  /** `DataType` of the UI API: `Picklist`, `DateTime`, `Double` … */
  readonly type: string;
  readonly scale: number;
  /** Names of a picklist's words in the reader's language, in the order of the picklist. */
  readonly words: ReadonlyMap<string, string>;
};

export type ReportFields = ReadonlyMap<string, ReportField>;

/** Where an object has no record types. */
const MASTER_RECORD_TYPE = '012000000000000AAA';

/** Those of the fields that the reader may see, by path. Rejects when the object is not for them. */
export async function readFields(object: string, paths: readonly string[]): Promise<ReportFields> {
  const info = await objectInfo(object);
  const read = await Promise.all([...new Set(paths)].map((path) => fieldOf(info, path)));
  return new Map(read.flatMap((field) => (field === undefined ? [] : [[field.path, field] as const])));
}

async function fieldOf({ apiName, fields, nameFields }: ObjectInfo, path: string): Promise<ReportField | undefined> {
  const own = path === 'Owner.Name' ? fields['OwnerId'] : (fields[path] ?? (path === 'Name' ? fields[nameFields[0] ?? ''] : undefined));
  if (own === undefined) return undefined;
  const { dataType, scale = 0 } = own as FieldInfo & { readonly scale?: number };
  const words = dataType === 'Picklist' ? await wordsOf(apiName, path) : new Map<string, string>();
  return {
    path,
    label: shownLabel(own),
    type: dataType === 'Reference' ? 'String' : dataType,
    scale,
    words,
  };
}

async function wordsOf(object: string, field: string): Promise<ReadonlyMap<string, string>> {
  const path = `${API_PATH}/ui-api/object-info/${object}/picklist-values/${MASTER_RECORD_TYPE}/${field}`;
  const { values } = (await callOrg({ path })) as { values: readonly { readonly value: string; readonly label: string }[] };
  return new Map(values.map(({ value, label }) => [value, label]));
}
