/** `lightning/uiObjectInfoApi`. Source: the module's reference in the LWC Developer Guide. */
import { API_PATH, callOrg } from '../data/org-call.ts';
import { makeWireAdapter } from '../data/wire.ts';

type ObjectReference = string | { readonly objectApiName: string };
type FieldReference = string | { readonly fieldApiName: string; readonly objectApiName: string };

const objectName = (reference: unknown): string =>
  typeof reference === 'string' ? reference : (reference as Exclude<ObjectReference, string>).objectApiName;

const readInfo = (reference: unknown): Promise<unknown> => callOrg({ path: `${API_PATH}/ui-api/object-info/${objectName(reference)}` });

export const getObjectInfo = makeWireAdapter({ required: ['objectApiName'], read: ({ objectApiName }) => readInfo(objectApiName) });

export const getObjectInfos = makeWireAdapter({
  required: ['objectApiNames'],
  read: async ({ objectApiNames }) => ({
    results: await Promise.all((objectApiNames as unknown[]).map(async (name) => ({ statusCode: 200, result: await readInfo(name) }))),
  }),
});

const readPicklist = (object: string, recordTypeId: unknown, field: string): Promise<unknown> =>
  callOrg({ path: `${API_PATH}/ui-api/object-info/${object}/picklist-values/${String(recordTypeId)}/${field}` });

export const getPicklistValues = makeWireAdapter({
  required: ['recordTypeId', 'fieldApiName'],
  read: ({ recordTypeId, fieldApiName }) => {
    const reference = fieldApiName as FieldReference;
    const [object = '', field = ''] =
      typeof reference === 'string' ? reference.split('.') : [reference.objectApiName, reference.fieldApiName];
    return readPicklist(object, recordTypeId, field);
  },
});

type ObjectInfo = { readonly fields: Readonly<Record<string, { readonly apiName: string; readonly dataType: string }>> };

export const getPicklistValuesByRecordType = makeWireAdapter({
  required: ['objectApiName', 'recordTypeId'],
  read: async ({ objectApiName, recordTypeId }) => {
    const object = objectName(objectApiName);
    const { fields } = (await readInfo(object)) as ObjectInfo;
    const picklists = Object.values(fields).filter(({ dataType }) => dataType.endsWith('icklist'));
    const values = picklists.map(async ({ apiName }) => [apiName, await readPicklist(object, recordTypeId, apiName)] as const);
    return { picklistFieldValues: Object.fromEntries(await Promise.all(values)) };
  },
});
