/** Labels in the user's language and in another. Source: Apex Reference Guide, "Label Class". */
import { expect, test } from '@jest/globals';
import { makeConformanceOrg } from './conformance-org.ts';

const org = makeConformanceOrg('fixtures-labels');

test.each([
  ['in the source', 'Label.Greeting', 'Good morning'],
  ['with the namespace of the class', 'System.Label.Greeting', 'Good morning'],
  ['by a name that is known at run time', `Label.get('', 'gree' + 'ting')`, 'Good morning'],
  ['in the namespace of the code, which is none', `Label.get(null, 'Greeting')`, 'Good morning'],
  ['in another language', `System.Label.get('', 'Greeting', 'de')`, 'Guten Morgen'],
  ['in a language nobody translated it to', `Label.get('', 'Parting', 'de')`, 'Goodbye'],
  ['that is not there', `Label.get('', 'Missing', 'de')`, 'SystemException: label Missing is missing'],
  ['of a package that is not there', `Label.get('acme', 'Greeting', 'de')`, 'SystemException: label Greeting is missing'],
  ['translated', `Label.translationExists('', 'Greeting', 'de')`, 'true'],
  ['in the language of the source', `Label.translationExists('', 'Parting', 'en')`, 'true'],
  ['not translated', `Label.translationExists('', 'Parting', 'de')`, 'false'],
])('a label %s', (_, expression, expected) => {
  expect(org.valueOf(expression)).toBe(expected);
});
