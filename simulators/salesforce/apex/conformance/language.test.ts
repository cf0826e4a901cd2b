/** The language, rule by rule, with the document each follows: "ADG" is the Apex Developer Guide. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let run: ConformanceOrg['run'];
let valueOf: ConformanceOrg['valueOf'];
beforeAll(() => {
  ({ run, valueOf } = makeConformanceOrg('fixtures'));
});

type Case = readonly [rule: string, expression: string, expected: string, before?: string];

const TABLES: Readonly<Record<string, readonly Case[]>> = {
  'Integer, Long, Decimal, Double (ADG "Primitive Data Types", "Rules of Conversion")': [
    ['an Integer wraps around at 32 bits', '2147483647 + 1', '-2147483648'],
    ['a Long wraps around at 64 bits', '9223372036854775807L + 1', '-9223372036854775808'],
    ['a product of Integers is an Integer', '100000 * 100000', '1410065408'],
    ['a Long makes the product a Long', '100000L * 100000', '10000000000'],
    ['whole numbers divide without remainder, towards zero', '-7 / 2', '-3'],
    ['a Decimal makes a Decimal', '7 / 2.0', '3.5'],
    ['sums of Decimals keep the larger scale', '1.50 + 2', '3.50'],
    ['products of Decimals add their scales', '1.5 * 1.50', '2.250'],
    ['the quotient of Decimals that does not end has 33 digits', '1.0 / 3', '0.333333333333333333333333333333333'],
    ['division by zero is a MathException', '1 / x', 'MathException: Divide by 0', 'Integer x = 0;'],
    ['a Double that fits no Integer becomes the nearest that does', '(Integer) d', '2147483647', 'Double d = Math.pow(10, 40);'],
    ['infinity is no Decimal', 'e', 'TypeException: Invalid decimal: Infinity', 'Double d = Math.pow(10, 400); Decimal e = d;'],
    ['numbers of different types are equal by value', '1 == 1.00 && 1L == 1', 'true'],
    ['++ after gives the old value', 'i++ + i', '3', 'Integer i = 1;'],
    ['shifts and bits', '(1 << 5) | (255 >> 4) & ~1 ^ (-1 >>> 28)', '33'],
    ['null in arithmetic is a NullPointerException', 'n + 1', 'NullPointerException: Attempt to de-reference a null object', 'Integer n;'],
  ],
  'Operators (ADG "Expression Operators")': [
    ['== ignores the case of text', `'ABC' == 'abc'`, 'true'],
    ['equals does not', `'ABC'.equals('abc')`, 'false'],
    ['comparison with null is false for numbers', 'n < 1 || n > 1', 'false', 'Integer n;'],
    ['a text is more than null', `'a' > s`, 'true', 'String s;'],
    ['?? takes the right side only for null', `s ?? 'right'`, 'right', 'String s;'],
    ['?. gives null and asks no further', 's?.trim().length()', 'null', 'String s;'],
    ['a ternary has the type of both', '(true ? 1 : 2.5)', '1'],
    ['&& does not ask its right side in vain', `s != null && s.length() > 0`, 'false', 'String s;'],
    ['text and anything are joined', `'a' + 1 + null + true`, 'a1nulltrue'],
    ['lists are equal by their elements', 'new List<Integer>{1, 2} == new List<Integer>{1, 2}', 'true'],
    ['ids of 15 and 18 characters are equal', `a == b`, 'true', `Id a = '001000000000001'; Id b = '001000000000001AAA';`],
    ['an id that is none is refused', 'i', 'StringException: Invalid id: nonsense', `Id i = 'nonsense';`],
    ['a type makes records, too', `((Account) Type.forName('Account').newInstance()).Id == null`, 'true'],
    ['instanceof knows the type behind Object', 'o instanceof Integer && !(o instanceof String)', 'true', 'Object o = 1;'],
    [
      'a number is an instance of each type it fits into',
      `(o instanceof Long) + ' ' + (o instanceof Decimal) + ' ' + (d instanceof Double) + ' ' + (d instanceof Integer)`,
      'true true true false',
      'Object o = 1; Object d = 1.5;',
    ],
    [
      'a wrong cast is a TypeException',
      '(String) o',
      'TypeException: Invalid conversion from runtime type Integer to String',
      'Object o = 1;',
    ],
    [
      'compound assignment asks its target once',
      'l',
      '(1, 7, 3)',
      'List<Integer> l = new List<Integer>{1, 2, 3}; Integer i = 0; l[++i] += 5;',
    ],
  ],
  'Classes (ADG "Classes, Objects, and Interfaces")': [
    ['abstract, override, super and constructors along the line', 'new Shape.Cube(3).describe()', 'cube of 9, high 3'],
    ['virtual methods are found at run time', 's.describe()', 'square of 4', 'Shape s = new Shape.Square(2);'],
    ['statics count in one transaction and start anew in the next', 'Shape.made', '2', 'new Shape.Square(1); new Shape.Square(1);'],
    ['a property with accessors', 's.title', 'the big', `Shape s = new Shape.Square(1); s.title = 'BIG';`],
    ['a setter that is private', `s.order`, 'Variable is not visible: order', 'Shape s = new Shape.Square(1); s.order = 9;'],
    [
      'overloads go by the nearest type',
      `n.name('x') + n.name(1L) + n.name(1) + n.name(1.5)`,
      'textlonglongobject',
      'Pick.Plain n = new Pick.Plain();',
    ],
    ['an interface finds the method of its signature', `n.name('x')`, 'object', 'Pick.Namer n = new Pick.Plain();'],
    [
      'equals and hashCode of a class rule sets and ==',
      `new Set<Point>{new Point(1, 2), new Point(1, 2)}.size() + ' ' + (new Point(1, 2) == new Point(1, 2))`,
      '1 true',
    ],
    ['names have no case', 'SHAPE.Made', '0'],
    [
      'objects are passed by reference, the reference by value',
      'p.x',
      '5',
      'Point p = new Point(1, 1); Point q = p; q.x = 5; q = new Point(9, 9);',
    ],
  ],
  'Statements (ADG "Control Flow Statements", "Switch Statements", "Exception Statements")': [
    ['switch on an enum', 'Pick.word(Pick.Fruit.PEAR)', 'green'],
    [
      'switch on numbers, several a branch, null and a negative one',
      `Pick.number(2) + Pick.number(-1) + Pick.number(null) + Pick.number(9)`,
      'fewminusnullmany',
    ],
    [
      'switch on the type of a record',
      `Pick.kind(new Contact(LastName = 'L')) + ', ' + Pick.kind(new Account(Name = 'A')) + ', ' + Pick.kind(null)`,
      'contact L, account A, other',
    ],
    ['try, catch, finally in their order', `Pick.order(true) + '; ' + Pick.order(false)`, 'try caught no finally; try on finally'],
    [
      'break and continue',
      's',
      '1 2 4 ',
      `String s = ''; for (Integer i = 1; i < 9; i++) { if (i == 3) { continue; } if (i == 5) { break; } s += i + ' '; }`,
    ],
    ['do while runs once at least', 'n', '1', 'Integer n = 0; do { n++; } while (false);'],
    [
      'for over a set, in the order of insertion',
      's',
      'cab',
      `String s = ''; for (String each : new Set<String>{'c', 'a', 'b', 'a'}) { s += each; }`,
    ],
    ['the text of a set is sorted', `new Set<String>{'c', 'a', 'b'}`, '{a, b, c}'],
    ['a list knows its bounds', 'l[1]', 'ListException: List index out of bounds: 1', 'List<Integer> l = new List<Integer>{1};'],
  ],
  'Records (ADG "Working with sObjects")': [
    [
      'a field that was not selected is refused',
      'a.Phone',
      'SObjectException: SObject row was retrieved via SOQL without querying the requested field: Account.Phone',
      `insert new Account(Name = 'X'); Account a = [SELECT Id FROM Account WHERE Name = 'X' LIMIT 1];`,
    ],
    [
      'no row for one record is a QueryException',
      'a',
      'QueryException: List has no rows for assignment to SObject',
      `Account a = [SELECT Id FROM Account WHERE Name = 'nobody'];`,
    ],
    [
      'groups hold what their fields hold (SOQL and SOSL Reference, "Aggregate Functions Field Type Support")',
      `(r.get('d') instanceof Date) + ' ' + (r.get('t') instanceof Datetime) + ' ' + (r.get('c') instanceof Integer) + ' ' + (r.get('y') instanceof Integer) + ' ' + r.get('d')`,
      'true true true true 2026-02-01',
      `insert new Opportunity(Name = 'o', StageName = 's', CloseDate = Date.newInstance(2026, 2, 1));
       AggregateResult r = [SELECT MIN(CloseDate) d, MAX(CreatedDate) t, COUNT(Id) c, CALENDAR_YEAR(CloseDate) y FROM Opportunity WHERE Name = 'o' GROUP BY CALENDAR_YEAR(CloseDate)];`,
    ],
    [
      'the object decides which fields of a parent are selected (SOQL and SOSL Reference, "TYPEOF")',
      `((Account) t[0].What).Phone + ' ' + t[1].What.get('Name') + ' ' + t[2].What`,
      '12 deal null',
      `Account a = new Account(Name = 'typed', Phone = '12'); insert a; Opportunity o = new Opportunity(Name = 'deal', StageName = 's', CloseDate = Date.today()); insert o;
       insert new List<Task>{ new Task(Subject = 'typed 1', WhatId = a.Id), new Task(Subject = 'typed 2', WhatId = o.Id), new Task(Subject = 'typed 3') };
       List<Task> t = Database.query('SELECT TYPEOF What WHEN Account THEN Phone WHEN Case THEN CaseNumber ELSE Name END FROM Task WHERE Subject LIKE \\'typed _\\' ORDER BY Subject');`,
    ],
    [
      'a parent of several objects tells which it is of (SOQL and SOSL Reference, "Polymorphic Relationships")',
      `[SELECT What.Type, Owner.Type FROM Task WHERE Subject = 'told' AND What.Type IN ('Account', 'Case')].What.get('Type')`,
      'Account',
      `Account a = new Account(Name = 'told'); insert a; insert new Task(Subject = 'told', WhatId = a.Id);`,
    ],
    [
      'weeks are counted from the first day (SOQL and SOSL Reference, "Date Functions")',
      `r.get('m') + ' ' + r.get('y')`,
      '1 5',
      `insert new Opportunity(Name = 'o', StageName = 's', CloseDate = Date.newInstance(2026, 2, 1));
       AggregateResult r = [SELECT WEEK_IN_MONTH(CloseDate) m, WEEK_IN_YEAR(CloseDate) y FROM Opportunity WHERE Name = 'o' GROUP BY WEEK_IN_MONTH(CloseDate), WEEK_IN_YEAR(CloseDate)];`,
    ],
    [
      'a query takes binds of any kind',
      `[SELECT COUNT() FROM Account WHERE Name IN :names AND CreatedDate <= :System.now()]`,
      '2',
      `insert new List<Account>{ new Account(Name = 'b1'), new Account(Name = 'b2') }; Set<String> names = new Set<String>{'b1', 'b2', 'b3'};`,
    ],
    ['an insert gives ids', 'a.Id != null', 'true', `Account a = new Account(Name = 'I'); insert a;`],
    [
      'a failed statement is a DmlException and saves nothing',
      'done',
      'DmlException: Insert failed. First exception on row 1; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]',
      `Boolean done = true; insert new List<Account>{ new Account(Name = 'ok'), new Account() };`,
    ],
    [
      'a list holds a new record once',
      'a',
      'ListException: Before Insert or Upsert list must not have two identically equal elements',
      `Account a = new Account(Name = 'twice'); insert new List<Account>{ a, a };`,
    ],
    [
      'Database.insert tells of each record',
      'results[0].isSuccess() + String.valueOf(results[1].isSuccess())',
      'truefalse',
      `List<Database.SaveResult> results = Database.insert(new List<Account>{ new Account(Name = 'ok'), new Account() }, false);`,
    ],
    [
      'going back to a savepoint undoes saves',
      `[SELECT COUNT() FROM Account WHERE Name = 'gone']`,
      '0',
      `Savepoint s = Database.setSavepoint(); insert new Account(Name = 'gone'); Database.rollback(s);`,
    ],
    ['two variables hold one record', 'b.Name', 'new', `Account a = new Account(Name = 'old'); Account b = a; a.Name = 'new';`],
  ],
};

describe.each(Object.entries(TABLES))('%s', (_, cases) => {
  test.each(cases)('%s', (_rule, expression, expected, before = '') => {
    expect(valueOf(expression, before)).toBe(expected);
  });
});

describe('what cannot run', () => {
  test('is reported with line and column, all of it, before anything runs', () => {
    const { problems, log } = run(
      `System.debug('ran');\nInteger x = 'a';\nStrin y;\nnope();\nSystem.nope();\nnew Shape('x');\nAccount a = new Account(Nope = 1);`,
    );
    expect(log).toEqual([]);
    expect(problems.map(({ at, message }) => `${at.line}:${at.column} ${message}`)).toEqual([
      '2:13 Illegal assignment from String to Integer',
      '3:1 Invalid type: Strin',
      '4:1 Method does not exist or incorrect signature: void nope()',
      '5:8 not supported: System.nope',
      '6:1 Abstract classes cannot be constructed: Shape',
      '7:25 Field does not exist: Nope on Account',
    ]);
  });

  test.each([
    ['with a value', 'class Once { final Integer x = 1; void set() { x = 2; } }'],
    ['with a value, in a constructor', 'class Once { final Integer x = 1; Once() { this.x = 2; } }'],
    ['without a value, in a method', 'class Once { final Integer x; void set() { this.x++; } }'],
    ['from outside', 'class Once { final Integer x; } Once once = new Once(); once.x = 1;'],
  ])('a final variable %s is assigned no more (ADG "final Keyword")', (_where, text) => {
    expect(run(text).problems[0]?.message).toBe('Final variable cannot be assigned: x');
  });

  test('constructors and initialisers give final variables their value', () => {
    const text = 'class Once { final Integer x; final Integer y; { y = 2; } Once(Integer x) { this.x = x; } } System.debug(new Once(1).x);';
    expect(run(text)).toMatchObject({ problems: [], failure: undefined, log: ['DEBUG|1'] });
  });

  test.each([
    ['Date d = Date.today(); Object o = d * 2;', 'Arithmetic expressions must use numeric arguments, not Date and Integer'],
    ['Object o = ~1.5;', 'Operator ~ needs a number, not Decimal'],
    ['Object o = -null;', 'Operator - needs a number, not null'],
    ['switch on 1 { when 1 { } when 2, 1 { } }', 'Duplicate when value: 1'],
  ])('%s', (code, message) => {
    expect(run(code).problems[0]?.message).toBe(message);
  });

  test('in queries too: an unknown object or field', () => {
    expect(run('List<Account> a = [SELECT Nope FROM Account];').problems[0]?.message).toBe("No such column 'Nope' on entity 'Account'.");
    expect(run('List<SObject> a = [SELECT Id FROM Nope];').problems).not.toHaveLength(0);
  });
});

describe('what goes wrong while it runs', () => {
  test('has a stack trace with class, method, line and column (ADG "Exception Class")', () => {
    expect(run('\nPick.deep();').failure).toEqual({
      message: 'NullPointerException: Attempt to de-reference a null object',
      stack: 'Class.Pick.deeper: line 94, column 1\nClass.Pick.deep: line 90, column 1\nAnonymousBlock: line 2, column 1',
    });
  });

  test('ends at the limits, which nothing catches (ADG "Execution Governors and Limits")', () => {
    const guarded = (statement: string) => run(`try { ${statement} } catch (Exception e) { System.debug('caught'); }`);
    expect(guarded('while (true) { Integer i = 0; }').failure?.message).toBe('LimitException: Apex CPU time limit exceeded');
    expect(guarded('Pick.endless(0);').failure?.message).toBe('LimitException: Maximum stack depth reached: 1001');
    expect(guarded('for (Integer i = 0; i < 101; i++) { List<Account> a = [SELECT Id FROM Account]; }').failure?.message).toBe(
      'LimitException: Too many SOQL queries: 101',
    );
    expect(guarded(`String s = 'x'; while (true) { s += s; }`).log).toEqual(['DEBUG|caught']);
  });
});
