import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeShopOrg } from '../fixtures/shop-org.ts';
import { loadMetadata } from './load-metadata.ts';

const SHOP = fileURLToPath(new URL('../fixtures/shop', import.meta.url));

describe('the shop', () => {
  const shop = loadMetadata([SHOP]);
  const field = (object: string, name: string): unknown => shop.field(shop.object(object)!, name);

  test('has its objects under any case of their names, with stable prefixes and field ids', () => {
    expect(shop.object('PURCHASE__C')?.name).toBe('Purchase__c');
    expect([...shop.objects.values()].filter(({ kind }) => kind !== 'standard').map(({ name, keyPrefix }) => [name, keyPrefix])).toEqual(
      expect.arrayContaining([
        ['Claim__c', 'a00'],
        ['Purchase__c', 'a02'],
        ['Purchase_Shipped__e', 'e00'],
        ['Shop_Setting__mdt', 'm00'],
      ]),
    );
    expect(field('Purchase__c', 'Amount__c')).toMatchObject({
      id: expect.stringMatching(/^00N\w{12}$/),
      kind: 'currency',
      precision: 8,
      scale: 2,
    });
    expect(loadMetadata([SHOP]).object('Purchase__c')).toEqual(shop.object('Purchase__c'));
  });

  test('reads relationships, value sets and what may be written', () => {
    expect(field('Purchase_Line__c', 'Purchase__c')).toMatchObject({
      relationshipName: 'Purchase__r',
      childRelationshipName: 'Lines__r',
      masterDetail: true,
      required: true,
      updateable: false,
      deleteConstraint: 'Cascade',
    });
    expect(field('Purchase__c', 'Status__c')).toMatchObject({
      restrictedPicklist: true,
      picklist: [{ value: 'New', label: 'Brand new' }, {}, { active: false }],
    });
    expect(field('Purchase_Line__c', 'OwnerId')).toBeUndefined();
  });

  test('reads events, channels, permissions and custom metadata records', () => {
    expect(shop.object('Purchase_Shipped__e')).toMatchObject({ kind: 'platformEvent', publishBehavior: 'PublishAfterCommit' });
    expect(shop.channelMembers).toEqual([{ channel: 'Shop__chn', selectedEntity: 'Purchase__ChangeEvent', enrichedFields: [] }]);
    expect(shop.grants.permissionSetGroups.get('Shop_Staff')).toEqual({ sets: ['Shop_Admin', 'Shop_Clerk'], muted: [] });
    expect(shop.grants.permissionSets.get('Shop_Admin')).toContain('customPermission Change_Shipped');
    expect(shop.customMetadata.get('Shop_Setting__mdt')).toMatchObject([{ DeveloperName: 'Default', Days__c: '30.0' }]);
  });
});

describe('a source that cannot be honoured is refused by name', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'source-'));
    cpSync(SHOP, folder, { recursive: true });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const overwrite = (path: string, xml: string): void => writeFileSync(join(folder, path), xml);
  const fieldXml = (inner: string): string =>
    `<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Amount__c</fullName>${inner}</CustomField>`;
  const AMOUNT = 'objects/Purchase__c/fields/Amount__c.field-meta.xml';

  test.each([
    ['a field type it does not know', fieldXml('<type>Hologram</type>'), /Purchase__c\.Amount__c: field type "Hologram"/],
    ['a lookup to nothing', fieldXml('<type>Lookup</type><referenceTo>Ghost__c</referenceTo>'), /refers to Ghost__c/],
    [
      'a value set that is missing',
      fieldXml('<type>Picklist</type><valueSet><valueSetName>Ghost</valueSetName></valueSet>'),
      /global value set "Ghost"/,
    ],
    ['a default it cannot compute', fieldXml('<type>Text</type><defaultValue>TODAY()</defaultValue>'), /TODAY\(\)/],
    ['broken XML', '<CustomField>', /Amount__c\.field-meta\.xml is not well-formed/],
  ])('%s', (_, xml, message) => {
    overwrite(AMOUNT, xml);
    expect(() => loadMetadata([folder])).toThrow(message);
  });

  test('a validation rule with a function it does not know', () => {
    const rule = `<ValidationRule xmlns="http://soap.sforce.com/2006/04/metadata"><active>true</active><errorConditionFormula>VLOOKUP(Name, "x")</errorConditionFormula></ValidationRule>`;
    overwrite('objects/Purchase__c/validationRules/Locked_When_Shipped.validationRule-meta.xml', rule);
    expect(() => makeShopOrg([folder])).toThrow(/Purchase__c\.Locked_When_Shipped cannot be evaluated.*VLOOKUP/);
  });
});
