/** Static resources in Apex. Source: Apex Reference, "StaticResourceCalloutMock", "MultiStaticResourceCalloutMock", "Test.loadData". */
import { parse } from 'csv-parse/sync';
import { isDmlError } from '../../storage/dml-error.ts';
import { readFieldValue } from '../../storage/field-values.ts';
import type { OrgObject } from '../../metadata/model.ts';
import { ApexList } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import { fromStored } from '../data/records.ts';
import type { Runtime } from '../run/runtime.ts';
import { listOf, sobjectOf, type ApexType } from '../types/type.ts';
import { ApexSObject, PlatformObject, type Value } from '../values.ts';
import { responseOf } from './http.ts';
import { platformClass, type Members, type PlatformClass } from './native.ts';
import type { ObjectToken } from './schema/tokens.ts';

function findBody(context: ApexContext, name: string): Uint8Array | undefined {
  const object = context.org.metadata.object('StaticResource');
  const rows = object === undefined ? [] : context.org.configuration(object);
  const row = rows.find((each) => String(each['Name']).toLowerCase() === name.toLowerCase());
  return row === undefined ? undefined : Buffer.from(String(row['Body'] ?? ''), 'base64');
}

const bodyOf = (context: ApexContext, name: string): Uint8Array =>
  findBody(context, name) ?? context.fail('UnexpectedException', `Static resource not found: ${name}`);

type MockState = { readonly resources: Map<string, string>; status: string | null; code: number; readonly headers: Map<string, string> };
type Mock = PlatformObject<MockState>;

const OK = 200;

const mockMembers: Members = {
  'void setHeader(String key, String value)': (_, { state }: Mock, name: string, value: string) => void state.headers.set(name, value),
  'void setStatus(String httpStatus)': (_, { state }: Mock, status: string) => {
    state.status = status;
  },
  'void setStatusCode(Integer httpStatusCode)': (_, { state }: Mock, code: number) => {
    state.code = code;
  },
};

const newMock = (_: ApexContext, type: ApexType): Mock =>
  new PlatformObject(type, { resources: new Map(), status: null, code: OK, headers: new Map() });

type Request = PlatformObject<{ readonly endpoint: string | null }>;

/** A mock of a resource that is not there fails only when it is to answer. */
function respond(context: ApexContext, { state }: Mock, resource: string | undefined): Value {
  if (resource === undefined) return context.fail('CalloutException', 'No static resource is set for the endpoint');
  const body = findBody(context, resource) ?? context.fail('NullPointerException', 'Attempt to de-reference a null object');
  return responseOf({ status: state.status, code: state.code, headers: state.headers, body });
}

/** The one resource of a mock that has one. */
const ANY = '';

const singleMock = platformClass(
  'StaticResourceCalloutMock',
  {
    ...mockMembers,
    'StaticResourceCalloutMock()': newMock,
    'void setStaticResource(String resourceName)': (_, { state }: Mock, name: string) => void state.resources.set(ANY, name),
    'HttpResponse respond(HttpRequest request)': (context, self: Mock) => respond(context, self, self.state.resources.get(ANY)),
  },
  { implements: ['HttpCalloutMock'] },
);

const multiMock = platformClass(
  'MultiStaticResourceCalloutMock',
  {
    ...mockMembers,
    'MultiStaticResourceCalloutMock()': newMock,
    'void setStaticResource(String endpoint, String resourceName)': (_, { state }: Mock, endpoint: string, name: string) =>
      void state.resources.set(endpoint, name),
    'HttpResponse respond(HttpRequest request)': (context, self: Mock, { state }: Request) =>
      respond(context, self, self.state.resources.get(state.endpoint ?? '')),
  },
  { implements: ['HttpCalloutMock'] },
);

export const staticResourceMocks: readonly PlatformClass[] = [singleMock, multiMock];

/** Inserts a record for each line of a CSV file, whose head names the fields. */
export function loadData(context: ApexContext, { state: object }: ObjectToken, resource: string): Value {
  const [head = [], ...lines] = parse(Buffer.from(bodyOf(context, resource)), { bom: true, skipEmptyLines: true });
  const records = lines.map((cells) =>
    recordOf(
      context,
      object,
      head.map((name, at): Cell => [name, cells[at] ?? '']),
    ),
  );
  (context as Runtime).saves.save(records, { verb: 'insert', access: { mode: 'system', sharing: false }, key: null, allOrNone: true });
  return new ApexList(listOf(sobjectOf(object.name)), records);
}

type Cell = readonly [name: string, text: string];

function recordOf(context: ApexContext, object: OrgObject, cells: readonly Cell[]): ApexSObject {
  const record = new ApexSObject(sobjectOf(object.name));
  for (const [name, text] of cells) {
    const field = context.org.metadata.field(object, name.trim());
    if (field === undefined) return context.fail('UnexpectedException', `Invalid field ${name} for ${object.name}`);
    if (text === '') continue;
    const stored = readFieldValue(field, text);
    if (isDmlError(stored)) return context.fail('UnexpectedException', stored.message);
    context.records.setField(record, field.name, fromStored(field, stored));
  }
  return record;
}
