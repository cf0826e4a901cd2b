import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readDashboards } from './dashboard.ts';
import { readReports } from './report.ts';
import { listSourceFiles } from './source-files.ts';

const REPORT = `<Report xmlns="http://soap.sforce.com/2006/04/metadata">
  <columns><field>CUST_NAME</field></columns>
  <columns><aggregateTypes>Sum</aggregateTypes><field>Thing__c.Cost__c</field></columns>
  <filter><criteriaItems><column>Thing__c.Kind__c</column><operator>equals</operator><value>Old,New</value></criteriaItems></filter>
  <format>Summary</format>
  <groupingsDown><dateGranularity>Month</dateGranularity><field>CUST_CREATED_DATE</field><sortOrder>Desc</sortOrder></groupingsDown>
  <name>Things</name><reportType>CustomEntity$Thing__c</reportType><scope>user</scope><showDetails>false</showDetails>
  <timeFrameFilter><dateColumn>CUST_CREATED_DATE</dateColumn><interval>INTERVAL_LAST7</interval></timeFrameFilter>
  %
</Report>`;

function files(content: Readonly<Record<string, string>>): ReturnType<typeof listSourceFiles> {
  const root = mkdtempSync(join(tmpdir(), 'reports-'));
  for (const [path, text] of Object.entries(content)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return listSourceFiles([root]);
}

function reportWith(more: string, change: (xml: string) => string = (xml) => xml) {
  const xml = change(REPORT.replace('%', more));
  return readReports(files({ 'reports/Box/Things.report-meta.xml': xml }))['Things'];
}

describe('a report’s file', () => {
  test('says what is shown, by the fields of its object', () => {
    expect(reportWith('')).toEqual({
      ...{ label: 'Things', description: '', folder: 'Box', object: 'Thing__c', mine: true, sort: undefined, unknown: [], leftOut: [] },
      columns: [
        { field: 'Name', aggregates: [] },
        { field: 'Cost__c', aggregates: ['Sum'] },
      ],
      groupings: [{ field: 'CreatedDate', granularity: 'Month', descending: true }],
      filters: [{ field: 'Kind__c', operator: 'equals', value: 'Old,New' }],
      time: { field: 'CreatedDate', interval: 'INTERVAL_LAST7', start: '', end: '' },
      shows: { details: false, subtotals: true, total: true },
    });
  });

  test.each([
    ['<crossFilters><operation>with</operation></crossFilters>', 'crossFilters'],
    ['<buckets/>', 'buckets'],
    ['<columns><field>FK_NAME</field></columns>', 'FK_NAME'],
  ])('with something that changes its figures is known to have it: %s', (more, unknown) => {
    expect(reportWith(more)?.unknown).toEqual([unknown]);
  });

  test.each([
    ['<format>Summary', '<format>Matrix', 'format Matrix'],
    ['<scope>user', '<scope>team', 'scope team'],
    ['CustomEntity$Thing__c', 'Opportunity', 'reportType Opportunity'],
  ])('of a kind that the console does not know is known to be of it: %s', (from, to, unknown) => {
    expect(reportWith('', (xml) => xml.replace(from, to))?.unknown).toContain(unknown);
  });

  test('may have a chart, which is left out', () => {
    expect(reportWith('<chart/>')).toMatchObject({ leftOut: ['chart'], unknown: [] });
  });

  test('is named with the label of its folder', () => {
    const folder = '<ReportFolder><name>All Boxes</name></ReportFolder>';
    const source = { 'reports/Box.reportFolder-meta.xml': folder, 'reports/Box/Things.report-meta.xml': REPORT.replace('%', '') };
    expect(readReports(files(source))['Things']?.folder).toBe('All Boxes');
  });
});

test('a dashboard’s file says what stands where, and with whose eyes it is seen', () => {
  const part = `<components><componentType>Bar</componentType><header>Costs</header><maxValuesDisplayed>5</maxValuesDisplayed>
    <chartSummary><aggregate>Sum</aggregate><column>Thing__c.Cost__c</column></chartSummary>
    <report>Box/Things</report><sortBy>RowValueDescending</sortBy></components>`;
  const xml = `<Dashboard><dashboardFilters/><dashboardType>SpecifiedUser</dashboardType><leftSection>${part}</leftSection><rightSection/>
    <runningUser>boss@example.org</runningUser><title>Money</title></Dashboard>`;
  expect(readDashboards(files({ 'dashboards/Box/Money.dashboard-meta.xml': xml }))['Money']).toEqual({
    ...{ label: 'Money', description: '', folder: 'Box', runningUser: 'boss@example.org', leftOut: ['dashboardFilters'] },
    columns: [
      [
        {
          ...{ title: 'Costs', footer: '', type: 'Bar', report: 'Things', sort: 'RowValueDescending', most: 5 },
          measure: { column: 'Thing__c.Cost__c', aggregate: 'Sum' },
        },
      ],
      [],
    ],
  });
});
