import { describe, expect, it } from '@jest/globals';
import { configFaults } from './config-faults.ts';
import { parseConfig } from './config.ts';
import type { Config, ConfigResult } from './config.ts';

const ERP = { id: 'erp', kind: 'generic-erp', baseUrl: 'http://erp.example', company: '1000', apiKey: 'k' };
const COMPLETE = {
  DATABASE_URL: 'postgres://ledger.example/broker',
  BROKER_ENDPOINTS: JSON.stringify([ERP]),
  BROKER_ROUTES: '[{"erp":"erp"}]',
  SALESFORCE_LOGIN_URL: 'https://login.salesforce.com',
  SALESFORCE_CLIENT_ID: 'app',
  SALESFORCE_CLIENT_SECRET: 'a-secret-nobody-may-read',
};

function parse(changes: Record<string, string | undefined> = {}, files: Record<string, string> = {}): ConfigResult {
  return parseConfig({ ...COMPLETE, ...changes }, (path) => {
    const content = files[path];
    if (content === undefined) throw new Error('ENOENT');
    return content;
  });
}

function configOf(changes: Record<string, string | undefined> = {}): Config {
  const result = parse(changes);
  if (!result.ok) throw new Error(result.message);
  return result.config;
}

function messageOf(result: ConfigResult): string {
  return result.ok ? '' : result.message;
}

describe('a configuration', () => {
  it('may hold its secrets in files', () => {
    const result = parse({ SALESFORCE_CLIENT_SECRET: undefined, SALESFORCE_CLIENT_SECRET_FILE: '/secret' }, { '/secret': 'from the file' });
    expect(result).toMatchObject({ ok: true, config: { SALESFORCE_CLIENT_SECRET: 'from the file' } });
  });

  it('is told all its faults at once, without the values', () => {
    const message = messageOf(
      parse({ BROKER_ROUTES: '[', BROKER_HTTP_PORT: 'eighty', BROKER_ROLE: 'worker', SALESFORCE_PRIVATE_KEY_FILE: '/nowhere' }),
    );
    for (const fault of [
      'BROKER_ROUTES',
      'BROKER_HTTP_PORT',
      'BROKER_ROLE is not a setting',
      'SALESFORCE_PRIVATE_KEY_FILE names a file that cannot be read',
    ])
      expect(message).toContain(fault);
    expect(message).not.toMatch(/eighty|nobody-may-read/);
  });

  it('fits together', () => {
    expect(configFaults(configOf())).toEqual([]);
  });

  it.each([
    ['a route to an endpoint that is not there', { BROKER_ROUTES: '[{"erp":"epr","warehouse":"wms"}]' }, [/called epr/, /called wms/]],
    [
      'an endpoint its kind cannot use',
      { BROKER_ENDPOINTS: JSON.stringify([{ ...ERP, company: undefined }]) },
      [/BROKER_ENDPOINTS: erp:[^]*company/],
    ],
    ['a subscriber without credentials', { SALESFORCE_CLIENT_SECRET: undefined }, [/SALESFORCE_CLIENT_SECRET/]],
  ])('does not fit together with %s', (_, changes, expected) => {
    const faults = configFaults(configOf(changes));
    expect(faults).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
  });

  it('of a process that does not subscribe needs no credentials for Salesforce', () => {
    expect(configFaults(configOf({ SALESFORCE_CLIENT_SECRET: undefined, BROKER_ROLES: 'api' }))).toEqual([]);
  });
});
