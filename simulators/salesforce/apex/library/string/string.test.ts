/** String. Expected values: the examples of the Apex Reference Guide, "String Class", where it has one; else Apache Commons Lang's StringUtils. */
import { describe, expect, test } from '@jest/globals';
import { makeApexBench } from '../apex-bench.ts';

const { evaluate, run, thrown } = makeApexBench();

describe('the examples of the reference guide', () => {
  test.each([
    [`'Hello Maximillian'.abbreviate(8)`, 'Hello...'],
    [`'Hello Maximillian'.abbreviate(8).length()`, '8'],
    [`'abcdefghijklmno'.abbreviate(10, 4)`, 'abcdefg...'],
    [`'abcdefghijklmno'.abbreviate(10, 5)`, '...fghi...'],
    [`'abcdefghijklmno'.abbreviate(10, 8)`, '...ijklmno'],
    [`'abcdefghijklmno'.abbreviate(10, 12)`, '...ijklmno'],
    [`'hello maximillian'.capitalize()`, 'Hello maximillian'],
    [`'hello'.center(9)`, '  hello  '],
    [`'hello'.center(9, '-')`, '--hello--'],
    [`'Angel'.charAt(0)`, '65'],
    [`'𐀀'.codePointAt(0)`, '65536'],
    [`'Ω is Ohm (Ω)'.codePointBefore(1)`, '937'],
    [`'Ω and Ω'.codePointCount(0, 3)`, '3'],
    [`'abcde'.compareTo('abc')`, '2'],
    [`'hello'.containsAny('hx')`, 'true'],
    [`'hello'.containsIgnoreCase('HE')`, 'true'],
    [`'abcde'.containsNone('fg')`, 'true'],
    [`'abba'.containsOnly('abcd')`, 'true'],
    [`'abba xyz'.containsOnly('abcd')`, 'false'],
    [`'Hello Jane'.containsWhitespace()`, 'true'],
    [`'Hello Jane'.countMatches('e')`, '2'],
    [`' Hello Jane '.deleteWhitespace()`, 'HelloJane'],
    [`'Hello Jane'.difference('Hello Max')`, 'Max'],
    [`'Hello Jason'.endsWith('son')`, 'true'],
    [`'Hello Jason'.endsWithIgnoreCase('SON')`, 'true'],
    [`'abcd'.equalsIgnoreCase('ABCD')`, 'true'],
    [`'Max1, "Max2"'.escapeCsv()`, '"Max1, ""Max2"""'],
    [`'"grade": 3.9/4.0'.escapeEcmaScript()`, '\\"grade\\": 3.9\\/4.0'],
    [`'"<Black&White>"'.escapeHtml4()`, '&quot;&lt;Black&amp;White&gt;&quot;'],
    [`'Company: "Salesforce.com"'.escapeJava()`, 'Company: \\"Salesforce.com\\"'],
    [`String.escapeSingleQuotes('O\\'Brien')`, "O\\'Brien"],
    [`'De onde você é?'.escapeUnicode()`, 'De onde voc\\u00EA \\u00E9?'],
    [`'"<Black&White>"'.escapeXml()`, '&quot;&lt;Black&amp;White&gt;&quot;'],
    [`String.fromCharArray(new List<Integer>{ 74, 97, 110, 101 })`, 'Jane'],
    [`'Jane goes fishing'.getChars()[0]`, '74'],
    [`String.getCommonPrefix(new List<String>{ 'SFDCApex', 'SFDCVisualforce' })`, 'SFDC'],
    [`'Hello Joe'.getLevenshteinDistance('Hello Max')`, '3'],
    [`'Hello Jane'.getLevenshteinDistance('Hello Max', 2)`, '-1'],
    [`'Angel'.hashCode()`, '63408097'],
    [`'abcde'.indexOf('cd')`, '2'],
    [`'abcdabcd'.indexOf('ab', 1)`, '4'],
    [`'abcd'.indexOfAny('xc')`, '2'],
    [`'abcd'.indexOfAnyBut('xc')`, '0'],
    [`'abcd'.indexOfDifference('abxc')`, '2'],
    [`'abcde'.indexOfIgnoreCase('BC')`, '1'],
    [`'ababcd'.lastIndexOf('a')`, '2'],
    [`'abcdaacd'.lastIndexOf('cd', 5)`, '2'],
    [`'abcdABCD'.lastIndexOfIgnoreCase('AB')`, '4'],
    [`'abcdaacd'.left(3)`, 'abc'],
    [`'abc'.leftPad(5)`, '  abc'],
    [`'abc'.leftPad(5, '0')`, '00abc'],
    [`'abcde'.mid(2, 3)`, 'cde'],
    [`'Salesforce    force.com'.normalizeSpace()`, 'Salesforce force.com'],
    [`'Salesforce and force.com'.remove('force')`, 'Sales and .com'],
    [`'Salesforce and force.com'.removeEnd('.com')`, 'Salesforce and force'],
    [`'Salesforce and force.com'.removeEndIgnoreCase('.COM')`, 'Salesforce and force'],
    [`'Salesforce and force.com'.removeStartIgnoreCase('SALES')`, 'force and force.com'],
    [`'SFDC'.repeat(2)`, 'SFDCSFDC'],
    [`'SFDC'.repeat('-', 2)`, 'SFDC-SFDC'],
    [`'abcdbca'.replace('bc', 'xy')`, 'axydxya'],
    [`'a b c 5 xyz'.replaceAll('[a-zA-Z]+', '1')`, '1 1 1 5 1'],
    [`'a b c 11 xyz'.replaceFirst('[a-zA-Z]+', '2')`, '2 b c 11 xyz'],
    [`'Hello'.reverse()`, 'olleH'],
    [`'Hello Max'.right(3)`, 'Max'],
    [`'abc'.rightPad(5) + '|'`, 'abc  |'],
    [`'hamburger'.substring(4, 8)`, 'urge'],
    [`'hamburger'.substring(3)`, 'burger'],
    [`'Salesforce.com.force.com'.substringAfter('.')`, 'com.force.com'],
    [`'Salesforce.com.force.com'.substringAfterLast('.')`, 'com'],
    [`'Salesforce.com.force.com'.substringBefore('.')`, 'Salesforce'],
    [`'Salesforce.com.force.com'.substringBeforeLast('.')`, 'Salesforce.com.force'],
    [`'tagYellowtag'.substringBetween('tag')`, 'Yellow'],
    [`'xYellowy'.substringBetween('x', 'y')`, 'Yellow'],
    [`'Force.com'.swapCase()`, 'fORCE.COM'],
    [`' Hello! '.trim()`, 'Hello!'],
    [`'Max'.uncapitalize()`, 'max'],
    [`'"Max1, ""Max2"""'.unescapeCsv()`, 'Max1, "Max2"'],
    [`'&quot;&lt;Black&amp;White&gt;&quot;'.unescapeHtml4()`, '"<Black&White>"'],
    [`'De onde voc\\\\u00EA \\\\u00E9?'.unescapeUnicode()`, 'De onde você é?'],
    [`'boo:and:moo'.split(':', 2)`, '(boo, and:moo)'],
    [`'boo:and:moo'.split(':', 5)`, '(boo, and, moo)'],
    [`'boo:and:moo'.split('o', 5)`, '(b, , :and:m, , )'],
    [`'boo:and:moo'.split('o', 0)`, '(b, , :and:m)'],
    [`'boo:and:moo'.split('o', -2)`, '(b, , :and:m, , )'],
    [`'Lightning.platform'.splitByCharacterType()`, '(L, ightning, ., platform)'],
    [`'Lightning.platformHere'.splitByCharacterTypeCamelCase()`, '(Lightning, ., platform, Here)'],
    [`'hello <b>world</b>'.stripHtmlTags()`, 'hello world'],
  ])('%s gives %s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });
});

describe('kinds of text', () => {
  test.each([
    [`'abc'.isAllLowerCase()`, 'true'],
    [`'abC'.isAllLowerCase()`, 'false'],
    [`'ABC'.isAllUpperCase()`, 'true'],
    [`'abc 1'.isAlphanumericSpace()`, 'true'],
    [`'aA Bb'.isAlphaSpace()`, 'true'],
    [`'abc1'.isAlpha()`, 'false'],
    [`'1.2'.isNumeric()`, 'false'],
    [`'1234567890'.isNumeric()`, 'true'],
    [`''.isWhitespace()`, 'true'],
    [`String.isBlank(null)`, 'true'],
    [`String.isBlank('  ')`, 'true'],
    [`String.isEmpty(' ')`, 'false'],
    [`String.isNotEmpty('x')`, 'true'],
    [`'abcd1234'.isAsciiPrintable()`, 'true'],
  ])('%s is %s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });
});

describe('String.format', () => {
  test.each([
    [`String.format('{0} was last updated {1}', new List<Object>{ 'Universal Containers', 3 })`, 'Universal Containers was last updated 3'],
    [`String.format('it''s {0}', new List<String>{ 'x' })`.replaceAll("''", "\\'\\'"), "it's x"],
    [`String.format('{0} {1}', new List<String>{ 'only' })`, 'only {1}'],
    [`String.format('\\'{0}\\' {0}', new List<String>{ 'a' })`, '{0} a'],
    [`String.format('{1}{0}', new List<Object>{ null, true })`, 'truenull'],
  ])('%s gives %s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });
});

describe('String.valueOf', () => {
  test.each([
    [`String.valueOf(Date.newInstance(2008, 2, 5))`, '2008-02-05'],
    [`String.valueOf(Datetime.newInstanceGmt(2006, 11, 21, 1, 2, 3))`, '2006-11-20 17:02:03'],
    [`String.valueOf((Object) Datetime.newInstanceGmt(2006, 11, 21, 1, 2, 3))`, '2006-11-21 01:02:03'],
    [`'at ' + Datetime.newInstanceGmt(2006, 11, 21, 1, 2, 3)`, 'at 2006-11-21 01:02:03'],
    [`new List<Datetime>{ Datetime.newInstanceGmt(2006, 11, 21, 1, 2, 3) }`, '(2006-11-21 01:02:03)'],
    [`String.valueOfGmt(Datetime.newInstanceGmt(2006, 11, 21, 1, 2, 3))`, '2006-11-21 01:02:03'],
    [`String.valueOf(10.50)`, '10.50'],
    [`String.valueOf(Double.valueOf('12.34'))`, '12.34'],
    [`String.valueOf(5L)`, '5'],
    [`String.valueOf(true)`, 'true'],
    [`String.valueOf(new List<Integer>{ 1, 2 })`, '(1, 2)'],
  ])('%s gives %s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });
});

test('String.join takes a list, a set and an Iterable', () => {
  expect(evaluate(`String.join(new List<Integer>{ 1, 2, 3 }, '-')`)).toBe('1-2-3');
  expect(evaluate(`String.join(new Set<String>{ 'a', 'b' }, ', ')`)).toBe('a, b');
});

test('places outside of a text are refused with the StringException', () => {
  expect(thrown(`'abc'.substring(4);`)).toMatch(/^StringException: /);
  expect(thrown(`'abc'.substring(2, 1);`)).toMatch(/^StringException: /);
  expect(thrown(`'abc'.charAt(3);`)).toMatch(/^StringException: /);
  expect(thrown(`'abc'.abbreviate(3);`)).toBe('StringException: Minimum abbreviation width is 4');
});

test('a null argument is refused where the platform refuses it', () => {
  expect(thrown(`String s; 'abc'.contains(s);`)).toMatch(/^NullPointerException/);
  expect(evaluate(`'abc'.equals(null)`)).toBe('false');
});

test('a text that does not fit the heap is refused before it is made', () => {
  expect(thrown(`'0123456789'.repeat(1000000000);`)).toMatch(/^StringException: String length exceeds maximum/);
  expect(run(`System.debug('ab'.repeat(1000).length());`)).toEqual(['2000']);
});
