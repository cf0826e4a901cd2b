import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { listSourceFiles } from '../metadata/source-files.ts';
import { salesforceModules } from './salesforce-modules.ts';
import { indexSources } from './source-index.ts';

const LABELS = `<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata"><labels><fullName>Hello</fullName><value>Hello</value></labels></CustomLabels>`;
const APEX = `public with sharing class Greeter {
  @AuraEnabled(cacheable=true)
  public static List<String> greet(String name) { return null; }
  /* @AuraEnabled public static void ghost() {} */
  @AuraEnabled public static void shout(Id who, Map<String, Object> how) { }
  @AuraEnabled public String member { get; set; }
  public static void silent() { }
}`;

function source(): string {
  const folder = mkdtempSync(join(tmpdir(), 'console-source-'));
  const files = {
    'lwc/hello/hello.js': 'export default 1;',
    'lwc/hello/hello.css': "@import 'c/look';",
    'lwc/look/look.css': ':host { display: block; }',
    'labels/CustomLabels.labels-meta.xml': LABELS,
    'classes/Greeter.cls': APEX,
    'objects/Pet__c/Pet__c.object-meta.xml': '<CustomObject/>',
    'objects/Pet__c/fields/Owner__c.field-meta.xml': '<CustomField/>',
    'customPermissions/May_Pet.customPermission-meta.xml': '<CustomPermission/>',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const index = indexSources(listSourceFiles([source()]));

/** The code of a module, or what the build says of it. */
function load(id: string): string {
  const { load: hook } = salesforceModules(index);
  const failing = {
    error: (message: string): never => {
      throw new Error(message);
    },
  };
  return String((hook as (this: object, id: string) => unknown).call(failing, `\0salesforce:${id}`));
}

describe('what components import of the platform', () => {
  test('components are found by their folders, style sheets that components share by having no script', () => {
    expect([...index.components.keys()]).toEqual(['hello']);
    expect([...index.styleSheets.keys()]).toEqual(['look']);
  });

  test('Apex methods are found by their annotations', () => {
    expect(index.apex.get('Greeter')).toEqual(
      new Map([
        ['greet', { cacheable: true }],
        ['shout', { cacheable: false }],
      ]),
    );
  });

  test.each([
    ['@salesforce/label/c.Hello', 'session.labels["Hello"]'],
    ['@salesforce/customPermission/May_Pet', 'session.customPermissions["May_Pet"]'],
    ['@salesforce/schema/Pet__c.Owner__r.Name', '{"fieldApiName":"Owner__r.Name","objectApiName":"Pet__c"}'],
    ['@salesforce/schema/Account.Name', '"objectApiName":"Account"'],
    ['@salesforce/apex/Greeter.greet', '"cacheable":true'],
    ['@salesforce/i18n/timeZone', 'session.i18n["timeZone"]'],
    ['@salesforce/user/Id', 'session.userId'],
  ])('%s is there', (id, code) => {
    expect(load(id)).toContain(code);
  });

  test.each([
    ['@salesforce/label/c.Helo', 'no label Helo'],
    ['@salesforce/customPermission/May_Bite', 'no custom permission May_Bite'],
    ['@salesforce/schema/Pet__c.Tail__c', 'Pet__c has no field Tail__c'],
    ['@salesforce/schema/Bird__c', 'no object Bird__c'],
    ['@salesforce/apex/Greeter.ghost', 'no static @AuraEnabled method ghost'],
    ['@salesforce/apex/Nobody.greet', 'no Apex class Nobody'],
    ['@salesforce/resourceUrl/logo', 'no static resource logo'],
    ['@salesforce/satellite/moon', 'does not serve'],
  ])('%s fails the build, which says why', (id, message) => {
    expect(() => load(id)).toThrow(message);
  });
});
