/** Random programs: whatever they do, they end, within the limits, and leave the org as it was when they fail. */
import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { SYNCHRONOUS } from '../run/limits.ts';
import { executeAnonymous, type AnonymousOutcome } from '../doors/anonymous.ts';
import { makeApexTestOrg, type ApexTestOrg } from '../doors/test-org.ts';

const SHOP = fileURLToPath(new URL('../../fixtures/shop', import.meta.url));
const SEED = 20_261_121;
const RUNS = 150;
/** A hundredth of the usual time, so that endless loops end soon. */
const LIMITS = { ...SYNCHRONOUS, cpuTime: 100 };

let org: ApexTestOrg;
let run: (text: string) => AnonymousOutcome;
beforeAll(() => {
  let made = 0;
  const uuid = (): string => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`;
  org = makeApexTestOrg({ sources: [SHOP], now: () => Date.UTC(2026, 10, 21, 10), uuid, random: () => 0.5 });
  const userId = String(org.core.directory.byUsername('administrator@apex-tests.example')?.['Id']);
  run = (text) =>
    executeAnonymous(
      { host: org.host, database: org.core.database, actor: { userId, permissions: new Set(), changeOrigin: '' }, limits: LIMITS },
      text,
    );
});

const integer = fc.oneof(fc.integer({ min: -3, max: 3 }).map(String), fc.constantFrom('2147483647', 'i', 'j', 'items.size()', 'none'));
const text = fc.constantFrom(`'a'`, `''`, 's', `'x'.repeat(9)`, 'String.valueOf(i)', `'50%'`, `'{"a":[1,2]}'`, 'noText');

const { value, statement } = fc.letrec<{ value: string; statement: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    integer,
    fc
      .tuple(tie('value'), fc.constantFrom('+', '-', '*', '/', '<<', '&'), tie('value'))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc.tuple(tie('value'), tie('value'), tie('value')).map(([a, b, c]) => `(${a} > ${b} ? ${c} : i)`),
    tie('value').map((index) => `items[${index}]`),
    tie('value').map((size) => `s.left(${size}).length()`),
    tie('value').map((n) => `Math.abs(${n})`),
  ),
  statement: fc.oneof(
    { maxDepth: 4 },
    tie('value').map((v) => `i = ${v};`),
    tie('value').map((v) => `items.add(${v});`),
    fc.tuple(text, text).map(([a, b]) => `s = ${a} + ${b};`),
    text.map((t) => `{ Object o = JSON.deserializeUntyped(${t}); }`),
    tie('value').map((n) => `insert new Purchase__c(Amount__c = ${n}, Notes__c = s);`),
    tie('value').map(
      (n) =>
        `for (Purchase__c p : [SELECT Id, Amount__c FROM Purchase__c WHERE Amount__c > :i LIMIT 20]) { p.Amount__c = ${n}; update p; }`,
    ),
    tie('value').map((n) => `delete [SELECT Id FROM Purchase__c LIMIT ${n.startsWith('-') || !/^\d$/.test(n) ? 1 : n}];`),
    tie('statement').map((body) => `try { ${body} } catch (Exception e) { s = e.getMessage(); } finally { j++; }`),
    fc.tuple(tie('value'), tie('statement')).map(([n, body]) => `while (j < ${n}) { ${body} }`),
    fc.tuple(tie('value'), tie('statement'), tie('statement')).map(([n, a, b]) => `if (i == ${n}) { ${a} } else { ${b} }`),
    tie('statement').map((body) => `for (Integer k = 0; k < 5; k++) { ${body} items.add(k); }`),
    fc.constantFrom(
      's += s;',
      'items.addAll(items.clone());',
      'while (true) { j++; }',
      'System.enqueueJob(null);',
      `throw new AuraHandledException('x');`,
    ),
    fc.constantFrom(
      `s = s.replaceAll('(a+)+b', 'c');`,
      'Database.rollback(null);',
      `Database.query('SELECT Id FROM ' + s);`,
      'assertDeep(0);',
    ),
  ),
}));

/** What a run may end with. */
const ENDS = /^([\w.]*Exception|Till\.\w+): ?/;

test('random programs end in success or an exception of Apex, and a failure leaves nothing behind', () => {
  const purchases = (): number => org.core.database.table('Purchase__c').size();
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 5 }), value, (statements, last) => {
      const before = purchases();
      const program = `
        Integer i = 1; Integer j = 0; Integer none; String noText; String s = 'aaa'; List<Integer> items = new List<Integer>{ 1, 2 };
        void assertDeep(Integer n) { assertDeep(n + 1); }
        ${statements.join('\n')}
        System.debug(${last});`;
      const { problems, failure } = run(program);
      // A loop inside a loop may name its variable again.
      fc.pre(!problems.some(({ message }) => message.startsWith('Duplicate variable')));
      if (problems.length > 0) throw new Error(`it does not compile: ${problems[0]?.message ?? ''}\n${program}`);
      if (failure !== undefined) {
        expect(failure.message).toMatch(ENDS);
        expect(purchases()).toBe(before);
      }
    }),
    { seed: SEED, numRuns: RUNS },
  );
  expect(run(`System.debug('alive');`).log).toEqual(['DEBUG|alive']);
}, 300_000);

test('random text is refused as Apex, never a failure of the org', () => {
  const words = fc.constantFrom(
    'class',
    '{',
    '}',
    '(',
    ')',
    ';',
    'Integer',
    'x',
    '=',
    '1',
    `'a`,
    '[SELECT',
    'FROM',
    ']',
    '@',
    '<',
    '>',
    'new',
    '\\',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
      const { problems, failure } = run(parts.join(' '));
      for (const { message, at } of problems) expect([message !== '', at.line >= 1]).toEqual([true, true]);
      if (failure !== undefined) expect(failure.message).toMatch(ENDS);
    }),
    { seed: SEED, numRuns: RUNS },
  );
}, 300_000);
