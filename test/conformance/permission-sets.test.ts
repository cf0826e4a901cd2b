/**
 * What each permission set and group of the package allows, through REST. What is expected is read from the XML here, by other code than the
 * org's: one regular expression for each kind of element.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import type { RunningOrg } from '../../simulators/salesforce/org.ts';
import { soql, type Rest } from './local-org.ts';
import { actAs, PACKAGE, PERMISSION_SET_GROUPS, PERMISSION_SETS, startPackageOrg } from './package-org.ts';

const SECURITY = `${PACKAGE}/main/security`;
const OBJECTS = `${PACKAGE}/main/core/objects`;

let org: RunningOrg;
beforeAll(async () => {
  org = await startPackageOrg();
});
afterAll(() => org.stop());

type Allowed = {
  readonly objects: ReadonlyMap<string, ReadonlySet<string>>;
  readonly fields: ReadonlyMap<string, boolean>;
  /** Types of custom metadata. */
  readonly types: ReadonlySet<string>;
};

function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map((match) => match[1] ?? '');
}

const value = (xml: string, name: string): string => elements(xml, name)[0]?.trim() ?? '';

/** Rights by object, and for each readable field whether it may be edited; of a group: all of its members' together. */
function allowed(name: string): Allowed {
  const members = PERMISSION_SETS.includes(name)
    ? [name]
    : elements(readFileSync(`${SECURITY}/permissionsetgroups/${name}.permissionsetgroup-meta.xml`, 'utf8'), 'permissionSets');
  const objects = new Map<string, Set<string>>();
  const fields = new Map<string, boolean>();
  const types = new Set<string>();
  for (const member of members) {
    const xml = readFileSync(`${SECURITY}/permissionsets/${member}.permissionset-meta.xml`, 'utf8');
    for (const element of elements(xml, 'objectPermissions')) {
      const rights = RIGHTS.filter((right) => value(element, right) === 'true');
      objects.set(value(element, 'object'), new Set([...(objects.get(value(element, 'object')) ?? []), ...rights]));
    }
    for (const element of elements(xml, 'customMetadataTypeAccesses'))
      if (value(element, 'enabled') === 'true') types.add(value(element, 'name'));
    for (const element of elements(xml, 'fieldPermissions')) {
      const [field, editable] = [value(element, 'field'), value(element, 'editable') === 'true'];
      fields.set(field, editable || fields.get(field) === true);
    }
  }
  return { objects, fields, types };
}

const RIGHTS = ['allowCreate', 'allowRead', 'allowEdit', 'allowDelete'];

type FieldFile = { readonly name: string; readonly follows: boolean; readonly writable: boolean };

/** The object's own fields; a required or master-detail field follows its object. */
function fieldsOf(object: string): FieldFile[] {
  return readdirSync(`${OBJECTS}/${object}/fields`).map((file) => {
    const xml = readFileSync(`${OBJECTS}/${object}/fields/${file}`, 'utf8');
    const type = value(xml, 'type');
    const follows = value(xml, 'required') === 'true' || type === 'MasterDetail';
    const fixed = type === 'MasterDetail' && value(xml, 'reparentableMasterDetail') !== 'true';
    const writable = !fixed && type !== 'AutoNumber' && type !== 'Summary' && !xml.includes('<formula>');
    return { name: file.split('.')[0] ?? '', follows, writable };
  });
}

const MIRRORED = readdirSync(OBJECTS).filter((name) => name.endsWith('__c'));
const TYPES = readdirSync(OBJECTS).filter((name) => name.endsWith('__mdt'));
const EVENT = 'OB_Command_Requested__e';

type Described = {
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly fields: readonly { readonly name: string; readonly custom: boolean; readonly updateable: boolean }[];
};

function expectedDescribe({ objects, fields }: Allowed, object: string): Record<string, unknown> {
  const rights = objects.get(object) ?? new Set<string>();
  const writes = rights.has('allowCreate') || rights.has('allowEdit');
  const seen = fieldsOf(object).filter(({ name, follows }) => follows || fields.has(`${object}.${name}`));
  return {
    createable: rights.has('allowCreate'),
    updateable: rights.has('allowEdit'),
    deletable: rights.has('allowDelete'),
    fields: Object.fromEntries(
      seen.map(({ name, follows, writable }) => [name, writes && writable && (follows || fields.get(`${object}.${name}`) === true)]),
    ),
  };
}

async function describeOf(rest: Rest, object: string): Promise<Record<string, unknown> | undefined> {
  const { status, body } = await rest('GET', `sobjects/${object}/describe`);
  if (status === 404) return undefined;
  const { createable, updateable, deletable, fields } = body as Described;
  const own = fields.filter((field) => field.custom).map((field) => [field.name, field.updateable]);
  return { createable, updateable, deletable, fields: Object.fromEntries(own) };
}

describe.each([...PERMISSION_SETS, ...PERMISSION_SET_GROUPS])('a user with nothing but %s', (set) => {
  const given = allowed(set);

  test('sees the objects and fields it gives, and no other', async () => {
    const rest = await actAs(org, set);
    for (const object of MIRRORED) {
      const readable = given.objects.get(object)?.has('allowRead') === true;
      expect({ object, seen: await describeOf(rest, object) }).toEqual({
        object,
        seen: readable ? expectedDescribe(given, object) : undefined,
      });
    }
  });

  test('queries each field it gives, and is told of each other that there is none', async () => {
    const rest = await actAs(org, set);
    for (const object of MIRRORED) {
      if (given.objects.get(object)?.has('allowRead') !== true) {
        expect(await rest('GET', soql(`SELECT Id FROM ${object}`))).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_TYPE' }] });
        continue;
      }
      const isGiven = ({ name, follows }: FieldFile): boolean => follows || given.fields.has(`${object}.${name}`);
      const seen = fieldsOf(object).filter(isGiven);
      expect(await rest('GET', soql(`SELECT ${['Id', ...seen.map(({ name }) => name)].join(',')} FROM ${object}`))).toMatchObject({
        status: 200,
      });
      for (const { name } of fieldsOf(object).filter((field) => !isGiven(field))) {
        const { body } = await rest('GET', soql(`SELECT ${name} FROM ${object}`));
        expect({ object, name, body }).toMatchObject({ object, name, body: [{ errorCode: 'INVALID_FIELD' }] });
      }
    }
  });
});

/** What a caller is told who writes each field of an object into a new record, one by one, of the fields that are not theirs to write. */
function expectedRefusals(given: Allowed, object: string): Record<string, string> {
  const described = expectedDescribe(given, object)['fields'] as Record<string, boolean>;
  const refused = fieldsOf(object).filter(({ name }) => described[name] !== true && !isParent(object, name));
  return Object.fromEntries(refused.map(({ name }) => [name, name in described ? 'INVALID_FIELD_FOR_INSERT_UPDATE' : 'INVALID_FIELD']));
}

function typeOf(object: string, field: string): string {
  return value(readFileSync(`${OBJECTS}/${object}/fields/${field}.field-meta.xml`, 'utf8'), 'type');
}

/** The parent of a record is given once, when it is made, although it cannot be changed. */
function isParent(object: string, field: string): boolean {
  return typeOf(object, field) === 'MasterDetail';
}

/** What the field could hold, were it open. */
function nothing(object: string, field: string): false | null {
  return typeOf(object, field) === 'Checkbox' ? false : null;
}

describe.each([...PERMISSION_SETS, ...PERMISSION_SET_GROUPS])('what a user with nothing but %s cannot write', (set) => {
  const given = allowed(set);
  const code = async (rest: Rest, path: string, body: unknown): Promise<string | undefined> => {
    const answer = await rest('POST', path, body);
    return (answer.body as readonly { errorCode: string }[])[0]?.errorCode;
  };

  test('records of objects it does not give, and fields it shows but does not open', async () => {
    const rest = await actAs(org, set);
    for (const object of MIRRORED) {
      const rights = given.objects.get(object);
      if (rights?.has('allowCreate') === true) {
        const refusals = expectedRefusals(given, object);
        const told: Record<string, string | undefined> = {};
        for (const name of Object.keys(refusals)) told[name] = await code(rest, `sobjects/${object}`, { [name]: nothing(object, name) });
        expect({ object, told }).toEqual({ object, told: refusals });
      } else {
        const expected = rights?.has('allowRead') === true ? 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY' : 'NOT_FOUND';
        expect({ object, code: await code(rest, `sobjects/${object}`, {}) }).toEqual({ object, code: expected });
      }
    }
  });

  test('the event of the outbox, unless it gives that', async () => {
    const rest = await actAs(org, set);
    const rights = given.objects.get(EVENT) ?? new Set<string>();
    const { status, body } = await rest('GET', `sobjects/${EVENT}/describe`);
    expect({ status, createable: (body as { createable?: boolean }).createable }).toEqual(
      rights.has('allowRead') ? { status: 200, createable: rights.has('allowCreate') } : { status: 404, createable: undefined },
    );
    if (!rights.has('allowCreate'))
      expect((await rest('POST', `sobjects/${EVENT}`, { Order_Key__c: 'X' })).status).toBeGreaterThanOrEqual(400);
  });

  test('configuration: it reads that of the types it gives, and changes none', async () => {
    const rest = await actAs(org, set);
    for (const type of TYPES) {
      const { status } = await rest('GET', soql(`SELECT DeveloperName FROM ${type}`));
      expect({ type, status }).toEqual({ type, status: given.types.has(type) ? 200 : 400 });
      expect((await rest('POST', `sobjects/${type}`, { DeveloperName: 'Custom' })).status).toBeGreaterThanOrEqual(400);
    }
  });
});

describe.each([...PERMISSION_SETS, ...PERMISSION_SET_GROUPS])('the GraphQL schema of a user with nothing but %s', (set) => {
  const given = allowed(set);
  type Type = { readonly fields?: readonly { name: string }[] | null; readonly inputFields?: readonly { name: string }[] | null } | null;
  const own = (members: readonly { readonly name: string }[] = []): string[] =>
    members
      .map(({ name }) => name)
      .filter((name) => name.endsWith('__c'))
      .sort();

  test('has the fields the set gives, and takes in a mutation those it lets be edited', async () => {
    const rest = await actAs(org, set);
    for (const object of MIRRORED) {
      const ask = ['', 'CreateRepresentation', 'UpdateRepresentation'].map(
        (suffix, at) => `t${at}: __type(name: "${object}${suffix}") { fields { name } inputFields { name } }`,
      );
      const { body } = await rest('POST', 'graphql', { query: `{ ${ask.join(' ')} }` });
      const { t0, t1, t2 } = (body as { data: { t0: Type; t1: Type; t2: Type } }).data;
      const readable = given.objects.get(object)?.has('allowRead') === true;
      const described = expectedDescribe(given, object);
      const fields = described['fields'] as Record<string, boolean>;
      const editable = Object.keys(fields)
        .filter((name) => fields[name] === true)
        .sort();
      expect({ object, seen: t0 && own(t0.fields ?? []) }).toEqual({ object, seen: readable ? Object.keys(fields).sort() : null });
      expect({ object, edited: t2 && own(t2.inputFields ?? []) }).toEqual({
        object,
        edited: described['updateable'] === true ? editable : null,
      });
      expect({ object, creates: t1 !== null }).toEqual({ object, creates: described['createable'] === true });
    }
  });
});

describe('an agent', () => {
  let agent: Rest;
  let broker: Rest;
  beforeAll(async () => {
    agent = await actAs(org, 'OB_Service_Agent');
    broker = await actAs(org, 'OB_Integration');
    await broker('PATCH', 'sobjects/OB_Order__c/External_Key__c/MIRRORED', {
      Status__c: 'Received',
      Status_Version__c: 1,
      Currency__c: 'EUR',
    });
  });

  const draft = async (): Promise<string> => {
    const { body } = await agent('POST', 'sobjects/OB_Order__c', { Customer_Key__c: 'C-1', Currency__c: 'EUR' });
    return (body as { id: string }).id;
  };

  test('drafts an order with lines, and sees it', async () => {
    const id = await draft();
    const line = { Order__c: id, Line_Number__c: '1', SKU__c: 'SKU-1', Quantity_Ordered__c: 2, Unit_Price__c: 3 };
    expect(await agent('POST', 'sobjects/OB_Order_Line__c', line)).toMatchObject({ status: 201 });
    expect(await agent('GET', soql(`SELECT Status__c, (SELECT SKU__c FROM Lines__r) FROM OB_Order__c WHERE Id = '${id}'`))).toMatchObject({
      body: { records: [{ Status__c: 'Draft', Lines__r: { records: [{ SKU__c: 'SKU-1' }] } }] },
    });
  });

  test('does not write what the ERP says: neither alone nor in a collection nor in bulk', async () => {
    const id = await draft();
    const refusal = { errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', fields: ['Status__c'] };
    expect(await agent('PATCH', `sobjects/OB_Order__c/${id}`, { Status__c: 'Completed' })).toMatchObject({ status: 400, body: [refusal] });
    const record = { attributes: { type: 'OB_Order__c' }, id, Status__c: 'Completed' };
    expect(await agent('PATCH', 'composite/sobjects', { records: [record] })).toMatchObject({
      body: [{ success: false, errors: [{ statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE' }] }],
    });
    expect(await agent('GET', `sobjects/OB_Order__c/${id}?fields=Status__c`)).toMatchObject({ body: { Status__c: 'Draft' } });
  });

  test('is refused the same through GraphQL', async () => {
    const id = await draft();
    const query = `mutation { uiapi { OB_Order__cUpdate(input: { Id: "${id}", OB_Order__c: { Status__c: "Completed" } }) { success } } }`;
    expect(await agent('POST', 'graphql', { query })).toMatchObject({
      body: { errors: [{ extensions: { ErrorType: 'ValidationError' } }] },
    });
    const mirrored = '{ uiapi { query { OB_Order__c(where: { External_Key__c: { eq: "MIRRORED" } }) { totalCount } } } }';
    expect(await agent('POST', 'graphql', { query: mirrored })).toMatchObject({
      body: { data: { uiapi: { query: { OB_Order__c: { totalCount: 0 } } } } },
    });
  });

  test('deletes no order, and makes no exception and no shipment', async () => {
    const id = await draft();
    expect(await agent('DELETE', `sobjects/OB_Order__c/${id}`)).toMatchObject({
      status: 403,
      body: [{ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY' }],
    });
    for (const object of ['OB_Exception__c', 'OB_Shipment__c'])
      expect(await agent('POST', `sobjects/${object}`, { Order__c: id })).toMatchObject({
        status: 400,
        body: [{ errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY' }],
      });
  });

  test("sees no order of another owner, until a supervisor's set shows all", async () => {
    const query = soql("SELECT External_Key__c FROM OB_Order__c WHERE External_Key__c = 'MIRRORED'");
    expect(await agent('GET', query)).toMatchObject({ body: { totalSize: 0 } });
    expect(await agent('GET', 'sobjects/OB_Order__c/External_Key__c/MIRRORED')).toMatchObject({ status: 404 });
    const supervisor = await actAs(org, 'OB_Service_Supervisor');
    expect(await supervisor('GET', query)).toMatchObject({ body: { totalSize: 1 } });
  });

  test('makes no command by hand: the actions do', async () => {
    const { body } = await broker('GET', 'sobjects/OB_Order__c/External_Key__c/MIRRORED?fields=Id');
    const command = { Order__c: (body as { Id: string }).Id, Type__c: 'CANCEL', Idempotency_Key__c: 'X-1' };
    const answer = await agent('POST', 'sobjects/OB_Command__c', command);
    expect(answer).toMatchObject({ status: 400, body: [{ errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY' }] });
  });

  test('publishes the event of a command with a set that asks for something, and not with one that reads', async () => {
    expect(await agent('GET', 'sobjects/OB_Command_Requested__e/describe')).toMatchObject({ status: 200, body: { createable: true } });
    const reader = await actAs(org, 'OB_Order_Read');
    expect(await reader('GET', 'sobjects/OB_Command_Requested__e/describe')).toMatchObject({ status: 404 });
    expect(await reader('POST', 'sobjects/OB_Command_Requested__e', { Order_Key__c: 'X' })).toMatchObject({ status: 404 });
  });
});

test('whoever looks after exceptions sees all of them, and changes none that is not shared with them: View All does not edit', async () => {
  const broker = await actAs(org, 'OB_Integration');
  const operator = await actAs(org, 'OB_Ops_Replay');
  await broker('PATCH', 'sobjects/OB_Order__c/External_Key__c/E-1', { Status__c: 'Received', Status_Version__c: 1 });
  const values = { Order__r: { External_Key__c: 'E-1' }, Status__c: 'Open', Message__c: 'as it was', Status_Version__c: 1 };
  await broker('PATCH', 'sobjects/OB_Exception__c/External_Key__c/E-1', values);
  expect(await operator('GET', soql("SELECT Message__c FROM OB_Exception__c WHERE External_Key__c = 'E-1'"))).toMatchObject({
    body: { records: [{ Message__c: 'as it was' }] },
  });
  expect(await operator('PATCH', 'sobjects/OB_Exception__c/External_Key__c/E-1', { Message__c: 'nothing happened' })).toMatchObject({
    status: 403,
  });
});

test("the administrator of the package sees all orders and writes none of the ERP's words", async () => {
  const administrator = await actAs(org, 'OB_Administrator');
  const broker = await actAs(org, 'OB_Integration');
  await broker('PATCH', 'sobjects/OB_Order__c/External_Key__c/A-1', { Status__c: 'Received', Status_Version__c: 1 });
  expect(await administrator('GET', soql("SELECT Id FROM OB_Order__c WHERE External_Key__c = 'A-1'"))).toMatchObject({
    body: { totalSize: 1 },
  });
  expect(await administrator('PATCH', 'sobjects/OB_Order__c/External_Key__c/A-1', { Status__c: 'Draft' })).toMatchObject({ status: 403 });
});
