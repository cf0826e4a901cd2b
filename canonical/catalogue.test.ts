import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CATALOGUE, COMMANDS, EVENTS, FACTS, RESOURCES } from './catalogue.ts';
import { CommandBody, INTENT_PRIORITY } from './command.ts';
import { CONTRACTS } from './contracts.ts';
import { personalPaths } from './data-class.ts';
import { RequestedCommandType } from './salesforce-events.ts';
import { SALESFORCE_PICKLISTS } from './salesforce-objects.ts';

type Described = { readonly operationId: string };

describe('the catalogue', () => {
  it('names everything once', () => {
    const names = CATALOGUE.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has every command the broker sends and every snapshot it reads', () => {
    expect(COMMANDS.map(({ name }) => name).sort()).toEqual(Object.keys(INTENT_PRIORITY).sort());
    expect(FACTS.map(({ name }) => name)).toEqual(['order.observed', 'release.observed', 'return.observed']);
  });

  it('has every resource of the HTTP API, under the same name', () => {
    const path = new URL('./schema/v1/openapi.json', import.meta.url);
    const { paths } = JSON.parse(readFileSync(path, 'utf8')) as { readonly paths: Readonly<Record<string, Record<string, Described>>> };
    const described = Object.entries(paths).flatMap(([address, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${operationId}: ${method.toUpperCase()} ${address}`),
    );
    const unversioned = ['healthz', 'readyz', 'metrics', 'openApi'];
    const catalogued = RESOURCES.filter(({ name }) => !unversioned.includes(name)).map(({ name, address }) => `${name}: ${address ?? ''}`);
    expect(catalogued.sort()).toEqual(described.sort());
  });

  it('lets no personal data into a platform event', () => {
    const published = EVENTS.filter(({ name }) => name.endsWith('__e'));
    expect(published.map(({ name, personalData }) => [name, personalData])).toEqual([['OB_Command_Requested__e', false]]);
  });

  it('says of each contract truly whether personal data may be in it', () => {
    const whole = CATALOGUE.filter(({ kind, contract }) => contract !== undefined && kind !== 'command');
    for (const { contract, personalData } of whole)
      expect([contract, personalPaths(CONTRACTS[contract!].schema).length > 0]).toEqual([contract, personalData]);
  });

  it('says of each command truly whether personal data may be in it', () => {
    for (const option of CommandBody.options) {
      const intent = option.shape.intent.value;
      expect([intent, COMMANDS.find(({ name }) => name === intent)?.personalData]).toEqual([intent, personalPaths(option).length > 0]);
    }
  });

  it('asks for nothing by event that the org cannot name', () => {
    expect(RequestedCommandType.options.filter((type) => !SALESFORCE_PICKLISTS['OB_Command__c.Type__c'].includes(type))).toEqual([]);
  });
});
