import { expect, it } from '@jest/globals';
import { makeFailureLog } from './failure-log.ts';
import type { Fields } from './port.ts';

it('tells a failure that comes every second once a minute, with how often it came, and any other at once', () => {
  const lines: Fields[] = [];
  let counted = 0;
  let now = 0;
  const note = (_event: string, fields: Fields = {}): void => void lines.push(fields);
  const metrics = { count: () => (counted += 1), observe: () => undefined, gauge: () => undefined };
  const fail = makeFailureLog({ log: { info: note, warn: note, error: note }, metrics }, () => now);
  const down = { class: 'RETRY_SAFE', code: 'CIRCUIT_OPEN', message: 'erp keeps failing' };
  for (; now < 61_000; now += 1000) fail('poller erp', down);
  fail('poller erp', { ...down, code: 'HTTP_401' });
  fail('poller warehouse', down);
  expect(lines.map(({ where, code, timesBefore }) => [where, code, timesBefore])).toEqual([
    ['poller erp', 'CIRCUIT_OPEN', undefined],
    ['poller erp', 'CIRCUIT_OPEN', 59],
    ['poller erp', 'HTTP_401', undefined],
    ['poller warehouse', 'CIRCUIT_OPEN', undefined],
  ]);
  expect(counted).toBe(63);
});
