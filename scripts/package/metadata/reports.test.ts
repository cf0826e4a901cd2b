import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkReports } from './reports.ts';

const folder = 'force-app/main/analytics';
const answers = `${folder}/reports/OB_Order_Broker/OB_Answer_Times.report-meta.xml`;
const dashboard = `${folder}/dashboards/OB_Order_Broker/OB_Overview.dashboard-meta.xml`;
const messages = (model: PackageModel): string[] => checkReports(model).map(({ message }) => message);

describe('reports and dashboards', () => {
  it('have nothing to find in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'a column of no field',
      { path: answers, from: 'OB_Command__c.Result_Code__c', to: 'OB_Command__c.Result__c' },
      'shows OB_Command__c.Result__c',
    ],
    [
      'a grouping by a field of another object',
      { path: answers, from: 'OB_Command__c.Type__c', to: 'OB_Order__c.Status__c' },
      'shows OB_Order__c.Status__c',
    ],
    [
      'a filter on no field',
      { path: answers, from: 'OB_Command__c.Completed_At__c', to: 'OB_Command__c.Ended_At__c' },
      'shows OB_Command__c.Ended_At__c',
    ],
    [
      'a time frame of no field',
      { path: answers, from: '<dateColumn>OB_Command__c.Requested_At__c', to: '<dateColumn>Asked' },
      'shows Asked',
    ],
    [
      'a report on no object',
      { path: answers, from: 'CustomEntity$OB_Command__c', to: 'CustomEntity$OB_Request__c' },
      'reports on OB_Request__c',
    ],
    ['a dashboard with no report', { path: dashboard, from: '/OB_Sync_State', to: '/OB_Sync' }, 'shows the report OB_Order_Broker/OB_Sync'],
  ])('%s: found', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });
});
