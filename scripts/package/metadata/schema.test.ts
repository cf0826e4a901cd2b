import { describe, expect, it } from '@jest/globals';
import { metadataTypes } from '../check-metadata.ts';
import { cleanPackage, withChange, withFile } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkSchema } from './schema.ts';

const types = metadataTypes();
const field = 'force-app/main/core/objects/OB_Order__c/fields/Total_Amount__c.field-meta.xml';
const messages = (model: PackageModel): string[] => checkSchema(model, types).map(({ message }) => message);

describe('the shape of metadata files', () => {
  it('knows every type of the Metadata API', () => {
    expect(types.size).toBeGreaterThan(2500);
    expect(types.get('FieldType')).toMatchObject({ kind: 'words' });
  });

  it('is right in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each([
    ['an unknown element', '<scale>2</scale>', '<skale>2</skale>', '<skale> is no element of CustomField'],
    ['an unknown word', '<type>Currency</type>', '<type>Money</type>', "<type> is 'Money', which is no FieldType"],
    ['a boolean that is none', '<required>false</required>', '<required>no</required>', "<required> is 'no' and not true or false"],
    ['a number that is none', '<precision>18</precision>', '<precision>big</precision>', "<precision> is 'big' and not a number"],
    ['an element twice', '<scale>2</scale>', '<scale>2</scale><scale>3</scale>', '<scale> is there 2 times'],
    ['elements for text', '<label>Total Amount</label>', '<label><b/></label>', '<label> holds elements and not text'],
    ['another namespace', '2006/04/metadata', '2006/04/tooling', /has the namespace .*tooling/],
    ['a broken end tag', '</CustomField>', '</CustomFeld>', /not well-formed/],
  ])('%s is found', (_name, from, to, expected) => {
    expect(messages(withChange({ path: field, from, to }))).toContainEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  });

  it('a missing element and an unknown type are found, with their line', () => {
    const tab = '<?xml version="1.0"?>\n<CustomTab xmlns="http://soap.sforce.com/2006/04/metadata"/>';
    const permission = tab.replace('CustomTab', 'CustomPermission');
    expect(checkSchema(withFile('force-app/main/x/customPermissions/X.customPermission-meta.xml', permission), types)).toContainEqual({
      path: 'force-app/main/x/customPermissions/X.customPermission-meta.xml',
      line: 2,
      message: '<label> is missing',
    });
    expect(messages(withFile('force-app/main/x/tabs/X.tab-meta.xml', tab.replace('CustomTab', 'CustomTub')))).toContain(
      'CustomTub is no metadata type',
    );
  });
});
