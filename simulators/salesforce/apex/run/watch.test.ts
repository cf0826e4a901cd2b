import { expect, test } from '@jest/globals';
import { makeWatch } from './watch.ts';

test('a run that really takes longer than its limit is over, however few its statements are', () => {
  let cpuMs = 5000;
  const watch = makeWatch(60_000, () => cpuMs);
  const charges = (count: number): boolean => Array.from({ length: count }, () => watch.isOver()).some((over) => over);
  expect(charges(1000)).toBe(false);
  cpuMs += 60_000;
  expect(charges(1000)).toBe(false);
  cpuMs += 1;
  expect(charges(1000)).toBe(true);
});

test('a small limit leaves it the time that first compilations need', () => {
  let cpuMs = 0;
  const watch = makeWatch(100, () => cpuMs);
  for (let each = 0; each < 1000; each += 1) watch.isOver();
  cpuMs = 9000;
  expect(Array.from({ length: 1000 }, () => watch.isOver())).not.toContain(true);
});
