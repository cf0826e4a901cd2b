/** Saves of which a part may succeed, and those that are all or none: ADG "Bulk DML Exception Handling". */
import { beforeAll, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let valueOf: ConformanceOrg['valueOf'];
beforeAll(() => {
  ({ valueOf } = makeConformanceOrg('fixtures-attempts'));
});

const accounts = (...names: readonly string[]): string =>
  `List<Account> made = new List<Account>{ ${names.map((name) => `new Account(Name = '${name}')`).join(', ')} };`;
const PARTLY = 'List<Database.SaveResult> r = Database.insert(made, false);';
const LOG = `String.join(Log.lines, '; ')`;

test.each([
  [
    'triggers run again for the records without errors',
    `${LOG} + ' ' + r[0].isSuccess() + r[1].isSuccess() + ' ' + Log.queries`,
    'BEFORE_INSERT a, refused; AFTER_INSERT a; BEFORE_INSERT a; AFTER_INSERT a truefalse 2',
    `${accounts('a', 'refused')} ${PARTLY}`,
  ],
  [
    'so they do when the error came after the save',
    `${LOG} + ' ' + r[0].isSuccess() + r[1].isSuccess()`,
    'BEFORE_INSERT a, late; AFTER_INSERT a, late; BEFORE_INSERT a; AFTER_INSERT a truefalse',
    `${accounts('a', 'late')} ${PARTLY}`,
  ],
  ['without an error there is one attempt', LOG, 'BEFORE_INSERT a, b; AFTER_INSERT a, b', `${accounts('a', 'b')} ${PARTLY}`],
  [
    'an error in the third attempt is one too many: nothing is saved',
    `Log.attempts + ' ' + r[3].getErrors()[0].getMessage() + ', ' + r[0].getErrors()[0].getMessage() + ' ' + [SELECT COUNT() FROM Account WHERE Name = 'good']`,
    '3 too late, Too many batch retries in the presence of Apex triggers and partial failures. 0',
    `${accounts('good', 'refused', 'attempt 2', 'attempt 3')} ${PARTLY}`,
  ],
  [
    'a statement makes one attempt',
    LOG,
    'BEFORE_INSERT a, late; AFTER_INSERT a, late',
    `${accounts('a', 'late')} try { insert made; } catch (DmlException e) { }`,
  ],
  [
    'deletes are tried again, too',
    `${LOG} + ' ' + r[0].isSuccess() + r[1].isSuccess()`,
    'BEFORE_DELETE kept, goes; AFTER_DELETE goes; BEFORE_DELETE goes; AFTER_DELETE goes falsetrue',
    `${accounts('kept', 'goes')} insert made; Log.lines.clear(); List<Database.DeleteResult> r = Database.delete(made, false);`,
  ],
])('%s', (_, expression, expected, before) => {
  expect(valueOf(expression, before)).toBe(expected);
});
