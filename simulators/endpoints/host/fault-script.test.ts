import { describe, expect, it } from '@jest/globals';
import { makeRandom } from '../random.ts';
import { FaultRule, makeFaultScript } from './fault-script.ts';

function script(...rules: readonly object[]) {
  const faults = makeFaultScript(makeRandom(7));
  for (const rule of rules) faults.add(FaultRule.parse(rule));
  return faults;
}

describe('a fault script', () => {
  it('meets the third create of one reference and nothing else', () => {
    const faults = script({ kind: 'drop-answer', operation: 'createOrder', subject: 'A1', nth: 3 });
    const kinds = ['A1', 'B2', 'A1', 'A1', 'A1'].map((subject) => faults.pick('createOrder', subject)?.kind);
    expect(kinds).toEqual([undefined, undefined, undefined, 'drop-answer', undefined]);
    expect(faults.pick('readOrder', 'A1')).toBeUndefined();
  });

  it('meets no more calls than it is told', () => {
    const faults = script({ kind: 'throttle', times: 2 });
    expect([1, 2, 3].map(() => faults.pick('any', undefined)?.kind)).toEqual(['throttle', 'throttle', undefined]);
  });

  it('lets the first rule that fits decide, and the second go on counting', () => {
    const faults = script({ kind: 'slow', nth: 1 }, { kind: 'restart', nth: 2 });
    expect([1, 2].map(() => faults.pick('any', undefined)?.kind)).toEqual(['slow', 'restart']);
  });

  it('draws by chance from its seed', () => {
    const draw = () => {
      const faults = script({ kind: 'error-before-commit', probability: 0.3 });
      return Array.from({ length: 200 }, () => faults.pick('any', undefined) !== undefined);
    };
    expect(draw()).toEqual(draw());
    const met = draw().filter(Boolean).length;
    expect(met).toBeGreaterThan(30);
    expect(met).toBeLessThan(90);
  });

  it('is empty when it is cleared', () => {
    const faults = script({ kind: 'slow' });
    faults.clear();
    expect([faults.pick('any', undefined), faults.rules()]).toEqual([undefined, []]);
  });
});
