import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CONTRACT_EXAMPLES } from '../../canonical/contract-examples.ts';
import type { ContractName } from '../../canonical/contracts.ts';
import { asyncApiDocument } from './asyncapi.ts';
import { CONTRACT_NAMES, publishedSchema } from './json-schemas.ts';
import { ownershipPage } from './ownership-page.ts';

// Formats come with a pattern each, which says the same.
const ajv = new Ajv2020({ allErrors: true, validateFormats: false, keywords: ['x-data-class'] });

function refusals(name: ContractName, value: unknown): readonly string[] {
  const validate = ajv.getSchema(publishedSchema(name).$id!) ?? ajv.compile(publishedSchema(name));
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(({ instancePath }) => instancePath);
}

function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [inner as string] : referencesIn(inner)));
}

function follow(document: unknown, reference: string): unknown {
  return reference
    .split('/')
    .slice(1)
    .reduce((node, part) => (node as Readonly<Record<string, unknown>> | undefined)?.[part.replaceAll('~1', '/')], document);
}

describe.each(CONTRACT_NAMES)('the JSON Schema of %s', (name) => {
  it('is valid, takes the example and refuses what is something else', () => {
    expect(refusals(name, CONTRACT_EXAMPLES[name])).toEqual([]);
    expect(refusals(name, 'text')).not.toEqual([]);
  });

  it('says the same every time', () => {
    expect(JSON.stringify(publishedSchema(name))).toBe(JSON.stringify(publishedSchema(name)));
  });
});

describe('the JSON Schema', () => {
  const order = CONTRACT_EXAMPLES.CustomerOrder as { readonly lines: readonly object[]; readonly shipTo: object };

  it('of an order refuses what the broker refuses', () => {
    const wrong = {
      placedAt: '2026-02-30T00:00:00Z',
      shipTo: { ...order.shipTo, city: '\u0000' },
      lines: order.lines.map((line) => ({ ...line, quantity: -1 })),
    };
    expect(refusals('CustomerOrder', { ...order, ...wrong, extra: 1 })).toEqual(['', '/placedAt', '/shipTo/city', '/lines/0/quantity']);
  });

  it('of what others send leaves out what has a default', () => {
    expect(publishedSchema('CustomerOrder').$defs?.['CustomerOrder']?.required).not.toContain('charges');
  });

  it('of what the broker sends leaves room for properties added later', () => {
    expect(refusals('ExceptionRecord', { ...CONTRACT_EXAMPLES.ExceptionRecord, attempts: 0, addedLater: 1 })).toEqual([]);
  });

  it('tells which properties are personal data', () => {
    expect(publishedSchema('CustomerOrder').$defs?.['Address']?.properties?.['city']).toMatchObject({ 'x-data-class': 'personal' });
  });
});

describe('the AsyncAPI document', () => {
  const document = asyncApiDocument() as { readonly asyncapi: string; readonly channels: object; readonly operations: object };

  it('has a channel for each topic and an operation for each event', () => {
    expect(Object.keys(document.channels)).toEqual(['event.OB_Command_Requested__e', 'data.OB_Broker__chn']);
    expect(Object.keys(document.operations)).toContain('receive.OB_Command_Requested__e');
  });

  it('refers to nothing that is not in it', () => {
    const references = referencesIn(document);
    expect(references.length).toBeGreaterThan(10);
    expect(references.filter((reference) => follow(document, reference) === undefined)).toEqual([]);
  });
});

describe('the page of field ownership', () => {
  it('lists fields with type, owner and data class', () => {
    expect(ownershipPage()).toContain('| External_Key__c (external id) | text 20 | broker | internal |');
    expect(ownershipPage()).toContain('| Ship_To_City__c | text 80 | channel | personal |');
    expect(ownershipPage()).toContain('| Order__c | reference to OB_Order__c | broker | internal |');
    expect(ownershipPage()).toContain('- `shipTo.city`');
  });
});
