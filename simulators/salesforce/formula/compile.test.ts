import { describe, expect, test } from '@jest/globals';
import type { FieldKind } from '../metadata/model.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import { compileFormula, FUNCTIONS, type Resolver } from './compile.ts';
import { ownField } from './references.ts';
import { FormulaError, type Compiled, type FormulaScope, type FormulaValue } from './values.ts';

const KINDS: Readonly<Record<string, FieldKind>> = {
  Status__c: 'picklist',
  Colours__c: 'multipicklist',
  Amount__c: 'double',
  Rate__c: 'percent',
  Blank__c: 'double',
  Name: 'string',
  Text__c: 'string',
  Account__c: 'reference',
  Empty__c: 'reference',
  Done__c: 'boolean',
  Due__c: 'date',
  From__c: 'datetime',
  To__c: 'datetime',
  Opens__c: 'time',
};

const before: StoredRecord = { Status__c: 'New', Amount__c: 1, Name: null };
const record: StoredRecord = {
  Status__c: 'Shipped',
  Colours__c: 'Red;Blue',
  Amount__c: 2.5,
  Rate__c: 30,
  Name: null,
  Text__c: 'Ship Now',
  Account__c: '001Ob0000000001IAA',
  Due__c: '2024-02-29',
  From__c: '2026-11-21T10:00:00.000+0000',
  To__c: '2026-11-21T11:30:00.000+0000',
  Opens__c: '09:30:15.250Z',
};

function resolver(blankAsZero = false): Resolver {
  return ([name = '']) => {
    if (name === '$Permission') return { type: 'boolean', evaluate: ({ viewer }) => viewer.permissions.has('Held') };
    const known = Object.keys(KINDS).find((each) => each.toLowerCase() === name.toLowerCase());
    const kind = KINDS[known ?? ''];
    if (known === undefined || kind === undefined) throw new Error(`unknown field ${name}`);
    return ownField({ name: known, kind }, undefined, blankAsZero);
  };
}

const NOW_MS = Date.UTC(2026, 10, 21, 23, 30, 5, 700);

function scope(zone: string, previous: StoredRecord | undefined): FormulaScope {
  const users = { get: (): StoredRecord => ({ TimeZoneSidKey: zone }) };
  const database = { table: () => users, tableOfId: () => undefined } as unknown as FormulaScope['database'];
  return { record, before: previous, nowMs: NOW_MS, viewer: { userId: '005', permissions: new Set(['Held']) }, database };
}

type Given = { readonly before?: StoredRecord | undefined; readonly zone?: string; readonly blankAsZero?: boolean };

function evaluate(formula: string, given: Given = { before }): FormulaValue {
  return compileFormula(formula, resolver(given.blankAsZero)).evaluate(scope(given.zone ?? 'GMT', given.before));
}

const text = (formula: string): FormulaValue => evaluate(`TEXT(${formula})`);

describe('a rule', () => {
  test.each([
    ['AND(NOT($Permission.Other), FALSE)', false],
    ['ISCHANGED(Status__c) && !ISNEW()', true],
    ['ISCLONE()', false],
    ['ISPICKVAL(PRIORVALUE(status__c), "New")', true],
    ['ISBLANK(Name) || Amount__c > 100', true],
    ['OR(Amount__c <> 2.5, TEXT(Status__c) = "New")', false],
    ['Amount__c + 2 * 3 = 8.5', true],
    ["IF(Amount__c >= 2, LEN('abc'), 0) = 3", true],
    ['/* a note */ CONTAINS(Status__c, "ship") || BEGINS(Status__c, "Ship")', true],
    ['Name = NULL', true],
    ['Blank__c < 1', false],
    ['Done__c', false],
  ])('%s is %s', (formula, expected) => {
    expect(evaluate(formula)).toBe(expected);
  });

  test('sees nothing changed on a new record', () => {
    expect(evaluate('ISNEW() && NOT(ISCHANGED(Status__c))', { before: undefined })).toBe(true);
  });
});

describe('logical functions', () => {
  test.each<[string, FormulaValue]>([
    ['CASE(Status__c, "New", 1, "Shipped", 2, 3)', 2],
    ['CASE(Amount__c, 1, "one", "other")', 'other'],
    ['BLANKVALUE(Name, "none")', 'none'],
    ['BLANKVALUE(Status__c, "none")', 'Shipped'],
    ['NULLVALUE(Blank__c, 7)', 7],
    ['ISNULL(Name)', false],
    ['ISBLANK(Name)', true],
    ['ISNULL(Empty__c)', true],
    ['ISBLANK(TEXT(Status__c))', false],
    ['INCLUDES(Colours__c, "Blue") && NOT(INCLUDES(Colours__c, "Green"))', true],
    ['PICKLISTCOUNT(Colours__c)', 2],
    ['IF(ISBLANK(Blank__c), NULL, "x")', null],
  ])('%s is %p', (formula, expected) => {
    expect(evaluate(formula)).toBe(expected);
  });
});

describe('numbers', () => {
  test.each<[string, FormulaValue]>([
    ['2 + 3 * 4 ^ 2 / 8', 8],
    ['0.1 + 0.2', 0.3],
    ['Rate__c * 10', 3],
    ['ROUND(2.345, 2)', 2.35],
    ['ROUND(-2.5, 0)', -3],
    ['ROUND(225.49823, -2)', 200],
    ['CEILING(-2.5)', -3],
    ['FLOOR(-2.5)', -2],
    ['MCEILING(-2.5)', -2],
    ['MFLOOR(-2.5)', -3],
    ['TRUNC(-8.567, 1)', -8.5],
    ['MOD(-4, 3)', -1],
    ['MAX(1, Amount__c, 2)', 2.5],
    ['MIN(3, 2, 4)', 2],
    ['ABS(-3) + SQRT(9) + LOG(100)', 8],
    ['EXP(0) + LN(1)', 1],
    ['Amount__c + Blank__c', null],
    ['NULL + 1', null],
  ])('%s is %p', (formula, expected) => {
    expect(evaluate(formula)).toBe(expected);
  });

  test('blank ones are zeros where the field says so', () => {
    expect(evaluate('Amount__c + Blank__c', { blankAsZero: true })).toBe(2.5);
    expect(evaluate('ISBLANK(Blank__c)', { blankAsZero: true })).toBe(false);
  });

  test.each(['1 / 0', 'SQRT(-1)', 'VALUE("a few")', 'DATE(2025, 2, 29)', 'DATEVALUE("tomorrow")'])('%s is an error', (formula) => {
    expect(() => evaluate(formula)).toThrow(FormulaError);
  });
});

describe('texts', () => {
  test.each<[string, FormulaValue]>([
    ['Text__c + "!" & Name', 'Ship Now!'],
    ['LEFT(Text__c, 4) & RIGHT(Text__c, 3) & MID(Text__c, 6, 1)', 'ShipNowN'],
    ['LEFT(Account__c, 18)', '001Ob0000000001'],
    ['CASESAFEID(Account__c)', '001Ob0000000001IAA'],
    ['LEN(Text__c)', 8],
    ['FIND("o", "foo bro", 4)', 7],
    ['FIND("x", Text__c)', 0],
    ['CONTAINS(Text__c, "now")', false],
    ['SUBSTITUTE("a.b.c", ".", "-")', 'a-b-c'],
    ['TRIM("  a ") & UPPER("b") & LOWER("C")', 'aBc'],
    ['INITCAP("hello big world")', 'Hello Big World'],
    ['LPAD("7", 3, "0") & RPAD("abcd", 3)', '007abc'],
    ['LPAD("ab", 5, "xyz")', 'xyzab'],
    ['VALUE(" 12.50 ") + 1', 13.5],
    ['ISNUMBER("1e3") && NOT(ISNUMBER("one")) && NOT(ISNUMBER(""))', true],
    [String.raw`REGEX("555-1234", "\\d{3}-\\d{4}")`, true],
    ['REGEX("a555", "[0-9]+")', false],
    ['HYPERLINK("/001", "Go")', '<a href="/001" target="_blank">Go</a>'],
    ['HYPERLINK("/001", "Go", "_top")', '<a href="/001" target="_top">Go</a>'],
    ['IMAGE("/i.png", "I")', '<img src="/i.png" alt="I" border="0"/>'],
    ['IMAGE("/i.png", "I", 10, 20)', '<img src="/i.png" alt="I" style="height:10px; width:20px;" border="0"/>'],
    [String.raw`"a\"b\n"`, 'a"b\n'],
  ])('%s is %p', (formula, expected) => {
    expect(evaluate(formula)).toBe(expected);
  });

  test.each([
    ['1000000.50', '1000000.5'],
    ['0.1 * 3', '0.3'],
    ['Due__c', '2024-02-29'],
    ['From__c', '2026-11-21 10:00:00Z'],
    ['Opens__c', '09:30:15.250'],
    ['Status__c', 'Shipped'],
    ['Blank__c', ''],
  ])('%s is written %p', (formula, expected) => {
    expect(text(formula)).toBe(expected);
  });
});

describe('dates and times', () => {
  test.each<[string, FormulaValue]>([
    ['(To__c - From__c) * 1440', 90],
    ['From__c + 0.5 = DATETIMEVALUE("2026-11-21 22:00:00")', true],
    ['DATE(2024, 3, 1) - Due__c', 1],
    ['YEAR(Due__c) * 10000 + MONTH(Due__c) * 100 + DAY(Due__c)', 20240229],
    ['WEEKDAY(Due__c)', 5],
    ['DAYOFYEAR(Due__c)', 60],
    ['ISOWEEK(DATE(2027, 1, 1)) * 10000 + ISOYEAR(DATE(2027, 1, 1))', 532026],
    ['HOUR(Opens__c) + MINUTE(Opens__c) + SECOND(Opens__c) + MILLISECOND(Opens__c)', 9 + 30 + 15 + 250],
    ['DATEVALUE("2026-11-21") = DATEVALUE(From__c)', true],
    ['UNIXTIMESTAMP(FROMUNIXTIME(1000))', 1000],
    ['TIMEVALUE("09:30:15.250") = Opens__c', true],
    ['FORMATDURATION(90061)', '25:01:01'],
    ['FORMATDURATION(90061, TRUE)', '1:01:01:01'],
    ['FORMATDURATION(From__c, To__c)', '0:01:30:00'],
    ['FORMATDURATION(Opens__c, Opens__c + 60000)', '00:01:00'],
    ['Blank__c + Due__c', null],
  ])('%s is %p', (formula, expected) => {
    expect(evaluate(formula)).toBe(expected);
  });

  test.each([
    ['Due__c + 1.9', '2024-03-01'],
    ['ADDMONTHS(Due__c, 12)', '2025-02-28'],
    ['ADDMONTHS(DATE(2023, 2, 28), 1)', '2023-03-31'],
    ['ADDMONTHS(DATE(2023, 1, 30), 1)', '2023-02-28'],
    ['ADDMONTHS(From__c, -1)', '2026-10-21 10:00:00Z'],
    ['Opens__c + 1000', '09:30:16.250'],
    ['NOW()', '2026-11-21 23:30:05Z'],
    ['TODAY()', '2026-11-21'],
  ])('%s is %s', (formula, expected) => {
    expect(text(formula)).toBe(expected);
  });

  test('days are those of the viewer’s time zone', () => {
    expect(evaluate('TEXT(TODAY())', { zone: 'Asia/Tokyo' })).toBe('2026-11-22');
    expect(evaluate('TEXT(DATEVALUE(From__c))', { zone: 'Pacific/Kiritimati' })).toBe('2026-11-22');
  });
});

test('each function of the reference for fields and rules is there, or refused by its name', () => {
  const functions =
    `ABS ACOS ADDMONTHS AND ASCII ASIN ATAN ATAN2 BEGINS BLANKVALUE BR CASE CASESAFEID CEILING CHR CONTAINS COS CURRENCYRATE DATE
    DATETIMEVALUE DATEVALUE DAY DAYOFYEAR DISTANCE EXP FIND FLOOR FORMATDURATION FROMUNIXTIME GEOLOCATION GETSESSIONID HOUR HTMLENCODE HYPERLINK IF
    IMAGE IMAGEPROXYURL INCLUDES INITCAP ISBLANK ISCHANGED ISCLONE ISNEW ISNULL ISNUMBER ISOWEEK ISOYEAR ISPICKVAL JSENCODE JSINHTMLENCODE LEFT LEN LN
    LOG LOWER LPAD MAX MCEILING MFLOOR MID MILLISECOND MIN MINUTE MOD MONTH NOT NOW NULLVALUE OR PI PICKLISTCOUNT PREDICT PRIORVALUE REGEX REVERSE
    RIGHT ROUND RPAD SECOND SIN SQRT SUBSTITUTE TAN TEXT TIMENOW TIMEVALUE TODAY TRIM TRUNC UNIXTIMESTAMP UPPER URLENCODE URLFOR VALUE VLOOKUP WEEKDAY
    YEAR`.split(/\s+/);
  const missing = functions.filter((name) => FUNCTIONS[name] === undefined);
  expect(missing.join(' ')).toBe(
    'CURRENCYRATE DISTANCE GEOLOCATION GETSESSIONID HTMLENCODE IMAGEPROXYURL JSENCODE JSINHTMLENCODE PREDICT URLENCODE URLFOR',
  );
  for (const name of missing) expect(() => compileFormula(`${name}()`, resolver())).toThrow(`${name} is not supported`);
});

describe('a formula is refused when it is loaded', () => {
  test.each([
    ['VLOOKUP(Name)', /VLOOKUP does not take 1 operands/],
    ['VLOOKUP(Name, Name, "x")', /VLOOKUP needs fields of a custom object/],
    ['URLFOR("/home")', /URLFOR is not supported/],
    ['Missing__c = 1', /unknown field Missing__c/],
    ['AND(ISNEW()', /"\)" is missing/],
    ['Amount__c >', /operand is missing/],
    ['Amount__c # 2', /unexpected "#"/],
    ['Status__c = "New"', /does not go|picklist/],
    ['LEN(Status__c)', /LEN takes text, not picklist/],
    ['LEFT(Text__c)', /LEFT does not take 1 operands/],
    ['Due__c + Due__c', /\+ does not take date and date/],
    ['IF(Amount__c, 1, 2)', /IF takes boolean, not number/],
    ['IF(Done__c, 1, "a")', /one type, not number and text/],
    ['CASE(Amount__c, 1)', /CASE does not take/],
    ['ISCHANGED(1)', /needs a field of the object/],
  ])('%s', (formula, message) => {
    expect((): Compiled => compileFormula(formula, resolver())).toThrow(message);
  });
});
