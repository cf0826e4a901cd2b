/** The GraphQL API as the console's components use it. Documents: the GraphQL API guide; `lightning/graphql` of the LWC guide. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestOrg, CLERK_APP, logIn, type Rest, type TestOrg } from './local-org.ts';

let org: TestOrg;
let staff: Rest;
let clerk: Rest;
beforeAll(async () => {
  org = await startTestOrg();
  staff = await logIn(org);
  clerk = await logIn(org, CLERK_APP);
});
afterAll(() => org.stop());

type GraphqlError = { readonly message: string; readonly paths: readonly string[]; readonly extensions: { readonly ErrorType: string } };
type GraphqlAnswer = { readonly data: any; readonly errors: readonly GraphqlError[] }; // eslint-disable-line @typescript-eslint/no-explicit-any -- of each query's own shape

async function ask(rest: Rest, query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer> {
  const { status, body } = await rest('POST', 'graphql', { query, variables });
  expect(status).toBe(200);
  return body as GraphqlAnswer;
}

/** Records of `Purchase__c` under the given arguments. */
async function purchases(args: string, members = 'Id', rest = staff): Promise<GraphqlAnswer> {
  return ask(
    rest,
    `{ uiapi { query { Purchase__c${args} { edges { cursor node { ${members} } } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } } } } }`,
  );
}

const nodes = ({ data }: GraphqlAnswer): unknown[] => (data.uiapi.query.Purchase__c.edges as { node: unknown }[]).map((edge) => edge.node);
const keys = (answer: GraphqlAnswer): unknown[] =>
  nodes(answer).map((node) => (node as { External_Key__c: { value: string } }).External_Key__c.value);

async function save(records: readonly Record<string, unknown>[], rest = staff, object = 'Purchase__c'): Promise<void> {
  const body = { records: records.map((record) => ({ attributes: { type: object }, ...record })) };
  const answer = await rest('PATCH', `composite/sobjects/${object}/External_Key__c`, body);
  expect(answer).toMatchObject({ status: 200, body: records.map(() => ({ success: true })) });
}

beforeEach(async () => {
  const all = await staff('GET', `query?q=${encodeURIComponent('SELECT Id FROM Purchase__c')}`);
  const ids = (all.body as { records: { Id: string }[] }).records.map((record) => record.Id);
  if (ids.length > 0) await staff('DELETE', `composite/sobjects?ids=${ids.join(',')}`);
});

describe('records', () => {
  test('come with value and displayValue, formatted by kind for the user', async () => {
    await save([
      {
        External_Key__c: 'K1',
        Amount__c: 1234.5,
        Ordered_On__c: '2026-11-02',
        Shipped_At__c: '2026-11-21T15:04:00.000Z',
        Express__c: true,
        Status__c: 'Shipped',
      },
    ]);
    const members = ['External_Key__c', 'Amount__c', 'Ordered_On__c', 'Shipped_At__c', 'Express__c', 'Status__c', 'Notes__c']
      .map((name) => `${name} { value displayValue }`)
      .join(' ');
    const answer = await purchases('', `Id ApiName ${members}`);
    expect(answer.errors).toEqual([]);
    expect(nodes(answer)).toEqual([
      {
        Id: expect.stringMatching(/^a\w{17}$/),
        ApiName: 'Purchase__c',
        External_Key__c: { value: 'K1', displayValue: null },
        Amount__c: { value: 1234.5, displayValue: '$1,234.50' },
        Ordered_On__c: { value: '2026-11-02', displayValue: '11/2/2026' },
        Shipped_At__c: { value: '2026-11-21T15:04:00.000Z', displayValue: expect.stringMatching(/^11\/21\/2026, 3:04\sPM$/) },
        Express__c: { value: true, displayValue: null },
        Status__c: { value: 'Shipped', displayValue: expect.any(String) },
        Notes__c: { value: null, displayValue: null },
      },
    ]);
  });

  test('come ten at a time unless asked, and on from a cursor', async () => {
    await save(Array.from({ length: 23 }, (_, index) => ({ External_Key__c: `P${String(index).padStart(2, '0')}` })));
    const order = 'orderBy: { External_Key__c: { order: ASC } }';
    const first = await purchases(`(${order})`, 'External_Key__c { value }');
    expect(nodes(first)).toHaveLength(10);
    expect(first.data.uiapi.query.Purchase__c).toMatchObject({ totalCount: 23, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const after = first.data.uiapi.query.Purchase__c.pageInfo.endCursor as string;
    const second = await purchases(`(first: 20, after: "${after}", ${order})`, 'External_Key__c { value }');
    expect(keys(second)).toEqual(Array.from({ length: 13 }, (_, index) => `P${index + 10}`));
    expect(second.data.uiapi.query.Purchase__c.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(await purchases('(first: 2001)')).toMatchObject({ errors: [{ extensions: { ErrorType: 'DataFetchingException' } }] });
  });

  test.each([
    ['{ Amount__c: { gt: 1, lte: 3 } }', ['B', 'C']],
    ['{ External_Key__c: { like: "a%" } }', ['A']],
    ['{ Status__c: { eq: "shipped" } }', ['B']],
    ['{ External_Key__c: { in: ["A", "C"] } }', ['A', 'C']],
    ['{ External_Key__c: { nin: ["A", "C"] } }', ['B']],
    ['{ or: [{ Express__c: { eq: true } }, { Amount__c: { eq: 1 } }] }', ['A', 'C']],
    ['{ not: { Express__c: { eq: true } } }', ['A', 'B']],
    [
      '{ and: [{ Amount__c: { gte: 1 } }, { or: [{ Amount__c: { eq: 1 } }, { Amount__c: { eq: 3 } }] }], Express__c: { eq: false } }',
      ['A'],
    ],
    ['{ Ordered_On__c: { eq: { value: "2026-11-02" } } }', ['A']],
    ['{ Ordered_On__c: { gte: { value: "2026-11-03" } } }', ['B']],
    ['{ Ordered_On__c: { eq: null } }', ['C']],
    ['{ CreatedDate: { gte: { literal: TODAY } } }', ['A', 'B', 'C']],
    ['{ CreatedDate: { lt: { range: { last_n_days: 2 } } } }', []],
    ['{ Account__r: { Name: { eq: "O\'Hara\\\\s" } } }', ['B']],
    ['{ Id: { inq: { Purchase_Line__c: { Quantity__c: { gt: 1 } }, ApiName: "Purchase__c" } } }', ['C']],
    ['{ Id: { ninq: { Purchase_Line__c: {}, ApiName: "Purchase__c" } } }', ['A', 'B']],
  ])('are filtered by %s', async (where, expected) => {
    const { body } = await staff('POST', 'sobjects/Account', { Name: "O'Hara\\s" });
    await save([
      { External_Key__c: 'A', Amount__c: 1, Ordered_On__c: '2026-11-02', Express__c: false },
      {
        External_Key__c: 'B',
        Amount__c: 2,
        Ordered_On__c: '2026-11-03',
        Express__c: false,
        Status__c: 'Shipped',
        Account__c: (body as { id: string }).id,
      },
      { External_Key__c: 'C', Amount__c: 3, Express__c: true },
    ]);
    await save([{ External_Key__c: 'C-1', Purchase__r: { External_Key__c: 'C' }, Quantity__c: 2 }], staff, 'Purchase_Line__c');
    const answer = await purchases(`(where: ${where}, orderBy: { External_Key__c: { order: ASC } })`, 'External_Key__c { value }');
    expect(answer.errors).toEqual([]);
    expect(keys(answer)).toEqual(expected);
  });

  test('are sorted by the keys in the order they are written, also from a variable', async () => {
    await save([
      { External_Key__c: 'A', Amount__c: 1, Weight__c: 2 },
      { External_Key__c: 'B', Amount__c: 1, Weight__c: 1 },
      { External_Key__c: 'C', Amount__c: 2, Weight__c: 1 },
      { External_Key__c: 'D', Weight__c: 1 },
    ]);
    const written = '(orderBy: { Weight__c: { order: ASC }, Amount__c: { order: DESC, nulls: LAST } })';
    expect(keys(await purchases(written, 'External_Key__c { value }'))).toEqual(['C', 'B', 'D', 'A']);
    const query =
      'query Sorted($by: Purchase__c_OrderBy) { uiapi { query { Purchase__c(orderBy: $by) { edges { node { External_Key__c { value } } } } } } }';
    const by = { Weight__c: { order: 'ASC' }, Amount__c: { order: 'DESC', nulls: 'LAST' } };
    expect(keys(await ask(staff, query, { by }))).toEqual(['C', 'B', 'D', 'A']);
  });

  test('lead to parents and to lists of children', async () => {
    const { body } = await staff('POST', 'sobjects/Account', { Name: 'Retail Ltd' });
    await save([{ External_Key__c: 'R', Account__c: (body as { id: string }).id }, { External_Key__c: 'S' }]);
    await save(
      [1, 2, 3].map((number) => ({ External_Key__c: `R-${number}`, Purchase__r: { External_Key__c: 'R' }, Quantity__c: number })),
      staff,
      'Purchase_Line__c',
    );
    const members =
      'External_Key__c { value } Account__r { Id Name { value } } CreatedBy { Username { value } } Owner { ... on User { LastName { value } } } ' +
      'Lines__r(first: 2, orderBy: { Quantity__c: { order: DESC } }) { totalCount pageInfo { hasNextPage } edges { node { External_Key__c { value } Purchase__r { External_Key__c { value } } } } }';
    const answer = await purchases('(orderBy: { External_Key__c: { order: ASC } })', members);
    expect(answer.errors).toEqual([]);
    const line = (key: string): object => ({ node: { External_Key__c: { value: key }, Purchase__r: { External_Key__c: { value: 'R' } } } });
    expect(nodes(answer)).toEqual([
      {
        External_Key__c: { value: 'R' },
        Account__r: { Id: (body as { id: string }).id, Name: { value: 'Retail Ltd' } },
        CreatedBy: { Username: { value: 'integration@shop.example' } },
        Owner: { LastName: { value: 'Integration' } },
        Lines__r: { totalCount: 3, pageInfo: { hasNextPage: true }, edges: [line('R-3'), line('R-2')] },
      },
      expect.objectContaining({ Account__r: null, Lines__r: expect.objectContaining({ totalCount: 0 }) }),
    ]);
  });

  test('are those the user may see, and the current user is one of them', async () => {
    await save([{ External_Key__c: 'MINE' }], clerk);
    await save([{ External_Key__c: 'THEIRS' }]);
    expect(keys(await purchases('', 'External_Key__c { value }', clerk))).toEqual(['MINE']);
    expect(keys(await purchases('(scope: MINE)', 'External_Key__c { value }'))).toEqual(['THEIRS']);
    expect(await ask(clerk, '{ uiapi { currentUser { Username { value } } } }')).toMatchObject({
      data: { uiapi: { currentUser: { Username: { value: 'clerk@shop.example' } } } },
    });
  });
});

describe('a request that cannot be answered', () => {
  test('says which field there is not, with the place in the query and status 200', async () => {
    const { status, body } = await staff('POST', 'graphql', { query: '{\n uiapi { query { Purchases { edges { node { Id } } } } } }' });
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        data: {},
        errors: [
          {
            message:
              "Validation error of type FieldUndefined: Field 'Purchases' in type 'RecordQuery' is undefined @ 'uiapi/query/Purchases'",
            locations: [{ line: 2, column: 18 }],
            paths: [],
            extensions: { ErrorType: 'ValidationError' },
          },
        ],
        extensions: {},
      },
    });
  });

  test.each([
    ['a syntax error', '{ uiapi { query {', 'InvalidSyntax'],
    ['an unknown operator', '{ uiapi { query { Purchase__c(where: { Express__c: { like: "x" } }) { totalCount } } } }', 'ValidationError'],
    [
      'a date that is none',
      '{ uiapi { query { Purchase__c(where: { Ordered_On__c: { eq: { value: "soon" } } }) { totalCount } } } }',
      'ValidationError',
    ],
    ['a wrong cursor', '{ uiapi { query { Purchase__c(after: "nowhere") { totalCount } } } }', 'DataFetchingException'],
    [
      'eleven subqueries',
      `{ uiapi { query { ${Array.from({ length: 11 }, (_, at) => `a${at}: Purchase__c { totalCount }`).join(' ')} } } }`,
      'ValidationError',
    ],
  ])('names the kind of error: %s', async (_, query, type) => {
    expect((await ask(staff, query)).errors[0]?.extensions.ErrorType).toBe(type);
  });

  test('gives what it could fetch beside the error', async () => {
    await save([{ External_Key__c: 'K1' }]);
    const query = '{ uiapi { query { good: Purchase__c { totalCount } bad: Purchase__c(first: 0) { totalCount } } } }';
    expect(await ask(staff, query)).toMatchObject({
      data: { uiapi: { query: { good: { totalCount: 1 }, bad: null } } },
      errors: [{ paths: ['uiapi', 'query', 'bad'], extensions: { ErrorType: 'DataFetchingException' } }],
    });
  });

  test('takes the named operation and its variables, and refuses wrong ones', async () => {
    await save([{ External_Key__c: 'K1' }, { External_Key__c: 'K2' }]);
    const query =
      'query one($key: String) { uiapi { query { Purchase__c(where: { External_Key__c: { eq: $key } }) { totalCount } } } } query all { uiapi { query { Purchase__c { totalCount } } } }';
    const run = async (operationName: string, variables: unknown): Promise<unknown> =>
      (await staff('POST', 'graphql', { query, operationName, variables })).body;
    expect(await run('one', { key: 'K1' })).toMatchObject({ data: { uiapi: { query: { Purchase__c: { totalCount: 1 } } } } });
    expect(await run('all', {})).toMatchObject({ data: { uiapi: { query: { Purchase__c: { totalCount: 2 } } } } });
    expect(await run('one', { key: 5 })).toMatchObject({ data: {}, errors: [{ extensions: { ErrorType: 'ValidationError' } }] });
    expect(await run('none', {})).toMatchObject({ errors: [{ extensions: { ErrorType: 'OperationNotSupported' } }] });
  });
});

describe('a mutation', () => {
  const create = (alias: string, key: string, more = ''): string =>
    `${alias}: Purchase__cCreate(input: { Purchase__c: { External_Key__c: "${key}" ${more} } }) { Record { Id External_Key__c { value } } }`;

  test('creates, changes and deletes a record, and shows it', async () => {
    const created = await ask(staff, `mutation { uiapi { ${create('made', 'M1', 'Amount__c: 5')} } }`);
    expect(created).toMatchObject({ errors: [], data: { uiapi: { made: { Record: { External_Key__c: { value: 'M1' } } } } } });
    const id = created.data.uiapi.made.Record.Id as string;
    const update =
      'mutation Change($input: Purchase__cUpdateInput!) { uiapi { Purchase__cUpdate(input: $input) { success Record { Amount__c { value } } } } }';
    expect(await ask(staff, update, { input: { Id: id, Purchase__c: { Amount__c: 6 } } })).toMatchObject({
      errors: [],
      data: { uiapi: { Purchase__cUpdate: { success: true, Record: { Amount__c: { value: 6 } } } } },
    });
    const remove = `mutation { uiapi { Purchase__cDelete(input: { Id: "${id}" }) { Id } } }`;
    expect(await ask(staff, remove)).toMatchObject({ errors: [], data: { uiapi: { Purchase__cDelete: { Id: id } } } });
    expect(await ask(staff, remove)).toMatchObject({ errors: [{ extensions: { ErrorType: 'DataFetchingException' } }] });
  });

  test('refers to what an earlier operation made', async () => {
    const line =
      'Purchase_Line__cCreate(input: { Purchase_Line__c: { Purchase__c: "@{first}", External_Key__c: "M2-1" } }) { Record { Purchase__c { value } } }';
    const answer = await ask(staff, `mutation { uiapi { ${create('first', 'M2')} ${line} } }`);
    expect(answer.errors).toEqual([]);
    expect(answer.data.uiapi.Purchase_Line__cCreate.Record.Purchase__c.value).toBe(answer.data.uiapi.first.Record.Id);
  });

  test('is undone as a whole by one failure, unless told otherwise', async () => {
    const bad = create('bad', 'M4', 'Status__c: "Nonsense"');
    const all = await ask(staff, `mutation { uiapi { ${create('good', 'M3')} ${bad} } }`);
    expect(all).toMatchObject({
      data: { uiapi: { good: null, bad: null } },
      errors: [
        { paths: ['uiapi', 'bad'], message: expect.stringContaining('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST') },
        { paths: ['uiapi', 'good'], message: expect.stringContaining('rolled back') },
      ],
    });
    expect(keys(await purchases('', 'External_Key__c { value }'))).toEqual([]);
    const some = await ask(staff, `mutation { uiapi(input: { allOrNone: false }) { ${create('good', 'M3')} ${bad} } }`);
    expect(some).toMatchObject({ data: { uiapi: { good: { Record: {} }, bad: null } }, errors: [{ paths: ['uiapi', 'bad'] }] });
    expect(keys(await purchases('', 'External_Key__c { value }'))).toEqual(['M3']);
  });
});

describe('a field the user may not see', () => {
  let trainee: Rest;
  let small: TestOrg;
  beforeAll(async () => {
    small = await startTestOrg({
      users: [{ username: 'trainee@shop.example', lastName: 'Trainee', permissionSets: ['Shop_Trainees'] }],
      apps: [{ clientId: CLERK_APP, clientSecret: 'integration-secret', runAs: 'trainee@shop.example', scope: 'api' }],
      passwords: new Map(),
    });
    trainee = await logIn(small, CLERK_APP);
    await save([{ External_Key__c: 'T1' }], trainee);
  });
  afterAll(() => small.stop());

  test('is not in the schema: it fails the query, unless it is optional', async () => {
    expect(await purchases('', 'Notes__c { value }', trainee)).toMatchObject({
      data: {},
      errors: [{ message: expect.stringContaining("Field 'Notes__c' in type 'Purchase__c' is undefined") }],
    });
    const answer = await purchases('', 'Notes__c @optional { value } External_Key__c @optional { value }', trainee);
    expect(answer.errors).toEqual([]);
    expect(nodes(answer)).toEqual([{ External_Key__c: { value: 'T1' } }]);
  });

  test('cannot be filtered by, sorted by or written', async () => {
    for (const args of ['(where: { Notes__c: { eq: "x" } })', '(orderBy: { Notes__c: { order: ASC } })'])
      expect((await purchases(args, 'Id', trainee)).errors[0]?.extensions.ErrorType).toBe('ValidationError');
    const query = 'mutation { uiapi { Purchase__cCreate(input: { Purchase__c: { Amount__c: 5 } }) { Record { Id } } } }';
    expect((await ask(trainee, query)).errors[0]?.extensions.ErrorType).toBe('ValidationError');
  });
});
