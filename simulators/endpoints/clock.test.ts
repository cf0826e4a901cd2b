import { expect, it } from '@jest/globals';
import { makeManualClock } from './clock.ts';

it('runs what falls due in order, also what that work puts off', () => {
  const clock = makeManualClock(1000);
  const seen: [string, number][] = [];
  clock.after(20, () => seen.push(['second', clock.now()]));
  clock.after(10, () => {
    seen.push(['first', clock.now()]);
    clock.after(5, () => seen.push(['put off', clock.now()]));
  });
  const cancel = clock.after(12, () => seen.push(['called off', clock.now()]));
  cancel();
  clock.advance(30);
  expect(seen).toEqual([
    ['first', 1010],
    ['put off', 1015],
    ['second', 1020],
  ]);
  expect(clock.now()).toBe(1030);
});
