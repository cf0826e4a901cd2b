/**
 * The packaged reports, asked as queries of the local org by those who open them: each column, filter, grouping and aggregate is a field
 * they may read and that fits its use. How a report looks is the platform's own.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { RunningOrg } from '../../simulators/salesforce/org.ts';
import { actAs, PACKAGE, startPackageOrg } from './package-org.ts';

type Criterion = { readonly field: string; readonly operator: string; readonly value: string };
type Report = {
  readonly object: string;
  readonly columns: readonly string[];
  readonly aggregated: readonly string[];
  readonly groupings: readonly string[];
  readonly criteria: readonly Criterion[];
  readonly timeField: string;
};
type Field = {
  readonly name: string;
  readonly type: string;
  readonly groupable: boolean;
  readonly picklistValues: readonly { readonly value: string }[];
};

const STANDARD: Readonly<Record<string, string>> = { CUST_NAME: 'Name', CUST_OWNER_NAME: 'Owner.Name', CUST_CREATED_DATE: 'CreatedDate' };
const OPERATORS: Readonly<Record<string, string>> = { equals: '=', notEqual: '!=', greaterThan: '>' };
const NUMBERS = ['int', 'double', 'currency', 'percent'];
const TIMES = ['date', 'datetime'];

const texts = (xml: string, element: string): string[] =>
  [...xml.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, 'gs'))].map(([, text = '']) => text);
const textIn = (xml: string, element: string): string => texts(xml, element)[0] ?? '';
/** `OB_Command__c.Type__c` is `Type__c` of the report's object. */
const fieldOf = (column: string): string => STANDARD[column] ?? column.slice(column.indexOf('.') + 1);

function read(file: string): Report {
  const xml = readFileSync(`${PACKAGE}/${file}`, 'utf8');
  const columns = texts(xml, 'columns');
  const field = (part: string): string => fieldOf(textIn(part, 'field'));
  return {
    object: textIn(xml, 'reportType').replace('CustomEntity$', ''),
    columns: columns.map(field),
    aggregated: columns.filter((column) => column.includes('<aggregateTypes>')).map(field),
    groupings: texts(xml, 'groupingsDown').map(field),
    criteria: texts(xml, 'criteriaItems').map((item) => ({
      ...{ field: fieldOf(textIn(item, 'column')), operator: textIn(item, 'operator'), value: textIn(item, 'value') },
    })),
    timeField: fieldOf(textIn(xml, 'dateColumn')),
  };
}

function queryOf({ object, columns, groupings, criteria, timeField }: Report): string {
  const fields = [...new Set([...columns, ...groupings, timeField])].join(', ');
  const literal = (value: string): string => (/^\d+$/.test(value) ? value : value === '' ? 'null' : `'${value}'`);
  const conditions = criteria.map(({ field, operator, value }) => `${field} ${OPERATORS[operator] ?? operator} ${literal(value)}`);
  return `SELECT ${fields} FROM ${object}${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}`;
}

let org: RunningOrg;
beforeAll(async () => {
  org = await startPackageOrg();
});
afterAll(() => org.stop());

const files = globSync('main/analytics/reports/*/*.report-meta.xml', { cwd: PACKAGE });

test('there are reports', () => expect(files).toHaveLength(8));

describe.each(files.map((file) => [basename(file, '.report-meta.xml'), read(file)] as const))('%s', (_name, report) => {
  test.each(['OB_Administrator', 'OB_Service_Supervisor'])('asks for nothing that %s may not read', async (group) => {
    const rest = await actAs(org, group);
    const { status, body } = await rest('GET', `query?q=${encodeURIComponent(queryOf(report))}`);
    expect({ status, body }).toMatchObject({ status: 200, body: { done: true } });
  });

  const fieldsOf = async (): Promise<ReadonlyMap<string, Field>> => {
    const rest = await actAs(org, 'OB_Administrator');
    const { body } = await rest('GET', `sobjects/${report.object}/describe`);
    return new Map((body as { fields: readonly Field[] }).fields.map((field) => [field.name, field]));
  };

  test('groups by what can be grouped, in the time of a date', async () => {
    const fields = await fieldsOf();
    const fits = (name: string): boolean => fields.get(name)?.groupable === true || TIMES.includes(fields.get(name)?.type ?? '');
    expect(report.groupings.filter((name) => !fits(name))).toEqual([]);
    expect(TIMES).toContain(fields.get(report.timeField)?.type);
  });

  test('adds up numbers', async () => {
    const fields = await fieldsOf();
    for (const name of report.aggregated) expect(NUMBERS).toContain(fields.get(name)?.type);
  });

  test('filters by words that there are', async () => {
    const fields = await fieldsOf();
    for (const { field, value } of report.criteria) {
      const { type, picklistValues } = fields.get(field) ?? { type: '', picklistValues: [] };
      if (type === 'picklist') expect(picklistValues.map((word) => word.value)).toContain(value);
    }
  });
});
