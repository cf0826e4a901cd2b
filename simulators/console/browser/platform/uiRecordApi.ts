/** `lightning/uiRecordApi`. Source: "lightning/uiRecordApi" of the LWC Developer Guide; the calls are those of the User Interface API. */
import { API_PATH, callOrg } from '../data/org-call.ts';
import type { OrgError } from '../data/org-call.ts';
import { announceChange, watchRecord } from '../data/record-watch.ts';
import { makeWireAdapter } from '../data/wire.ts';

type FieldReference = string | { readonly fieldApiName: string; readonly objectApiName: string };
type FieldValue = { readonly value: unknown; readonly displayValue: string | null };
type UiRecord = { readonly id: string; readonly apiName: string; readonly fields: Readonly<Record<string, FieldValue>> };
type RecordInput = { readonly apiName?: string; readonly fields: Readonly<Record<string, unknown>> };
type Notice = { readonly recordId: string };

const qualified = (field: FieldReference): string => (typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`);

function fieldList(fields: unknown): string {
  return (Array.isArray(fields) ? (fields as FieldReference[]) : [fields as FieldReference]).map(qualified).join(',');
}

function readRecord({ recordId, fields, optionalFields, layoutTypes }: Record<string, unknown>): Promise<unknown> {
  if (fields === undefined && optionalFields === undefined && layoutTypes !== undefined)
    return Promise.reject(new Error('The local org serves records by fields, not by layoutTypes.'));
  const query = new URLSearchParams();
  if (fields !== undefined) query.set('fields', fieldList(fields));
  if (optionalFields !== undefined) query.set('optionalFields', fieldList(optionalFields));
  return callOrg({ path: `${API_PATH}/ui-api/records/${String(recordId)}?${query.toString()}` });
}

/** Nothing is read before fields are named. */
function namesFields({ fields, optionalFields, layoutTypes }: Record<string, unknown>): boolean {
  return fields !== undefined || optionalFields !== undefined || layoutTypes !== undefined;
}

export const getRecord = makeWireAdapter({
  required: ['recordId'],
  read: (config) => (namesFields(config) ? readRecord(config) : Promise.resolve(undefined)),
  watch: ({ recordId }, again) => watchRecord(String(recordId), again),
});

type RecordsRequest = { readonly recordIds: readonly string[] } & Record<string, unknown>;

/** Every record by itself; the ones that cannot be had carry their error, as the platform's batch does. */
async function readRecords({ records }: Record<string, unknown>): Promise<unknown> {
  const wanted = (records as RecordsRequest[]).flatMap(({ recordIds, ...about }) => recordIds.map((recordId) => ({ ...about, recordId })));
  const results = await Promise.all(
    wanted.map((one) =>
      readRecord(one).then(
        (result) => ({ statusCode: 200, result }),
        (error: unknown) => ({ statusCode: (error as OrgError).status, result: (error as OrgError).body }),
      ),
    ),
  );
  return { results };
}

export const getRecords = makeWireAdapter({
  required: ['records'],
  read: readRecords,
  watch: ({ records }, again) => {
    const ids = (records as RecordsRequest[]).flatMap(({ recordIds }) => recordIds);
    const stops = ids.map((id) => watchRecord(id, again));
    return () => {
      for (const stop of stops) stop();
    };
  },
});

export async function createRecord(input: RecordInput): Promise<unknown> {
  return callOrg({ method: 'POST', path: `${API_PATH}/ui-api/records`, body: input });
}

/** The id of the record is one of the fields. Wires on the record have it as it is now before this resolves. */
export async function updateRecord({ fields }: RecordInput): Promise<unknown> {
  const { Id: id, ...changes } = fields;
  const record = await callOrg({ method: 'PATCH', path: `${API_PATH}/ui-api/records/${String(id)}`, body: { fields: changes } });
  await announceChange([String(id)]);
  return record;
}

export async function deleteRecord(recordId: string): Promise<void> {
  await callOrg({ method: 'DELETE', path: `${API_PATH}/ui-api/records/${recordId}` });
  await announceChange([recordId]);
}

/** Reads again, for every wire that looks at one of the records. */
export async function notifyRecordUpdateAvailable(notices: readonly Notice[]): Promise<void> {
  await announceChange(notices.map(({ recordId }) => recordId));
}

/** The older form of `notifyRecordUpdateAvailable`: waits for nothing. */
export function getRecordNotifyChange(notices: readonly Notice[]): void {
  void notifyRecordUpdateAvailable(notices);
}

function fieldOf(record: UiRecord | undefined, field: FieldReference): FieldValue | undefined {
  const [first = '', ...rest] = qualified(field).split('.').slice(1);
  let found = record?.fields[first];
  for (const name of rest) found = (found?.value as UiRecord | null | undefined)?.fields[name];
  return found;
}

export const getFieldValue = (record: UiRecord | undefined, field: FieldReference): unknown => fieldOf(record, field)?.value;

export const getFieldDisplayValue = (record: UiRecord | undefined, field: FieldReference): unknown => fieldOf(record, field)?.displayValue;

/** What `createRecord` takes, from a record that was read: values of its own fields, without the id. */
export function generateRecordInputForCreate({ apiName, fields }: UiRecord): RecordInput {
  const values = Object.entries(fields).filter(([name, { value }]) => name !== 'Id' && (typeof value !== 'object' || value === null));
  return { apiName, fields: Object.fromEntries(values.map(([name, { value }]) => [name, value])) };
}
