import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApexTestOrg, type ApexTestOrg } from '../apex/doors/test-org.ts';
import { executeAnonymous } from '../apex/doors/anonymous.ts';
import { loadMetadata } from '../metadata/load-metadata.ts';

const XMLNS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

const FIELDS: Readonly<Record<string, string>> = {
  Found__c: 'VLOOKUP($ObjectType.Zone__c.Fields.State__c, $ObjectType.Zone__c.Fields.Name, Name)',
  Session__c: 'GETSESSIONID()',
  Circle__c: 'Round__c',
  Round__c: 'Circle__c',
  Lost__c: 'Owner:User.Shoe_Size__c',
  Date__c: 'TODAY()',
  Greeting__c: '$Label.Hello & " " & Owner:User.LastName',
  Sees__c: '$User.LastName & $Profile.Name & $Organization.Name',
  Level__c: 'TEXT($Setup.Switch__c.Level__c)',
};

const files: Readonly<Record<string, string>> = {
  'objects/Thing__c/Thing__c.object-meta.xml': `<CustomObject ${XMLNS}><label>Thing</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>Things</pluralLabel><sharingModel>ReadWrite</sharingModel></CustomObject>`,
  'objects/Zone__c/Zone__c.object-meta.xml': `<CustomObject ${XMLNS}><label>Zone</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>Zones</pluralLabel><sharingModel>ReadWrite</sharingModel></CustomObject>`,
  'objects/Zone__c/fields/State__c.field-meta.xml': `<CustomField ${XMLNS}><fullName>State__c</fullName><label>State</label><length>20</length><type>Text</type></CustomField>`,
  'objects/Thing__c/validationRules/Open.validationRule-meta.xml': `<ValidationRule ${XMLNS}><fullName>Open</fullName><active>true</active><errorConditionFormula>VLOOKUP($ObjectType.Zone__c.Fields.State__c, $ObjectType.Zone__c.Fields.Name, Name) = "closed"</errorConditionFormula><errorMessage>closed</errorMessage></ValidationRule>`,
  'objects/Switch__c/Switch__c.object-meta.xml': `<CustomObject ${XMLNS}><customSettingsType>Hierarchy</customSettingsType><label>Switch</label></CustomObject>`,
  'objects/Switch__c/fields/Level__c.field-meta.xml': `<CustomField ${XMLNS}><fullName>Level__c</fullName><label>Level</label><precision>3</precision><scale>0</scale><type>Number</type></CustomField>`,
  'labels/CustomLabels.labels-meta.xml': `<CustomLabels ${XMLNS}><labels><fullName>Hello</fullName><language>en_US</language><protected>false</protected><shortDescription>Hello</shortDescription><value>Good day</value></labels></CustomLabels>`,
  ...Object.fromEntries(
    Object.entries(FIELDS).map(([name, formula]) => [
      `objects/Thing__c/fields/${name}.field-meta.xml`,
      `<CustomField ${XMLNS}><fullName>${name}</fullName><formula>${formula.replaceAll('&', '&amp;')}</formula><label>${name}</label><type>Text</type></CustomField>`,
    ]),
  ),
};

let folder: string;
let org: ApexTestOrg;
const leftOut: string[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'formulas-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), `<?xml version="1.0" encoding="UTF-8"?>\n${text}`);
  }
  const uuid = (): string => '00000000-0000-4000-8000-000000000000';
  org = makeApexTestOrg({ sources: [folder], now: () => 0, uuid, random: () => 0.5, leaveOut: (problem) => void leftOut.push(problem) });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Of a thing of that name that is saved. */
function errorOf(name: string): string | undefined {
  return evaluate(`insert as system new List<Zone__c>{ new Zone__c(Name = 'north', State__c = 'open'), new Zone__c(Name = 'south', State__c = 'closed') };
    Database.SaveResult r = Database.insert(new Thing__c(Name = '${name}'), false, AccessLevel.SYSTEM_MODE);
    System.debug(r.isSuccess() ? 'none' : r.getErrors()[0].getMessage());`);
}

function read(field: string): string | undefined {
  return evaluate(`Thing__c t = new Thing__c(Name = 'x'); insert as system t; insert as system new Switch__c(SetupOwnerId = UserInfo.getProfileId(), Level__c = 3);
    System.debug([SELECT ${field} FROM Thing__c WHERE Id = :t.Id WITH SYSTEM_MODE].${field});`);
}

function evaluate(block: string): string | undefined {
  const userId = String(org.core.directory.byUsername('administrator@apex-tests.example')?.['Id']);
  const actor = { userId, permissions: new Set<string>(), changeOrigin: '' };
  const { problems, failure, log } = executeAnonymous({ host: org.host, database: org.core.database, actor }, block);
  return problems[0]?.message ?? failure?.message ?? log.at(-1)?.split('|').slice(1).join('|');
}

test('a validation rule finds a value of another object by its name', () => {
  expect(errorOf('north')).toBe('none');
  expect(errorOf('south')).toBe('closed');
  expect(errorOf('elsewhere')).toBe('none');
});

describe('names that a formula may use', () => {
  test.each([
    ['Greeting__c', 'Good day Administrator'],
    ['Sees__c', 'AdministratorSystem AdministratorLocal org'],
    ['Level__c', '3'],
  ])('%s', (field, value) => {
    expect(read(field)).toBe(value);
  });
});

describe('a formula field the org cannot evaluate', () => {
  test('is named once when the sources are read', () => {
    expect(leftOut).toEqual([
      expect.stringMatching(/^formula field Thing__c\.Circle__c: not supported: the formula leads back to itself$/),
      'formula field Thing__c.Date__c: not supported: the formula gives date, the field is text',
      'formula field Thing__c.Found__c: not supported: $ObjectType and VLOOKUP are for validation rules alone',
      'formula field Thing__c.Lost__c: not supported: the formula names an unknown field Shoe_Size__c',
      expect.stringMatching(/^formula field Thing__c\.Round__c: not supported: the formula leads back to itself$/),
      'formula field Thing__c.Session__c: not supported: the formula function or operator GETSESSIONID is not supported',
    ]);
  });

  test('is refused where nothing may be left out', () => {
    expect(() => loadMetadata([folder])).toThrow(/formula field Thing__c\.\w+: not supported/);
  });

  test('fails when it is read, and never gives null', () => {
    expect(() => read('Session__c')).toThrow(/^not supported: formula field Thing__c\.Session__c: .*GETSESSIONID/);
  });
});
