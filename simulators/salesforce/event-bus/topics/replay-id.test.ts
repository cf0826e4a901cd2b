import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeReplayId, encodeReplayId } from './replay-id.ts';

const counters = fc.nat({ max: Number.MAX_SAFE_INTEGER });

describe('replay ids', () => {
  it('look as captured: 8 bytes of counter and two zeros', () => {
    expect(encodeReplayId(0x179050).toString('hex')).toBe('00000000001790500000');
  });

  it('come back with 10 bytes or with 8', () => {
    fc.assert(
      fc.property(counters, (counter) => {
        const bytes = encodeReplayId(counter);
        expect(decodeReplayId(bytes)).toBe(counter);
        expect(decodeReplayId(bytes.subarray(0, 8))).toBe(counter);
      }),
    );
  });

  it('sort as their counters do', () => {
    fc.assert(
      fc.property(counters, counters, (a, b) => {
        expect(Math.sign(Buffer.compare(encodeReplayId(a), encodeReplayId(b)))).toBe(Math.sign(a - b));
      }),
    );
  });

  it('are not guessed from other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        const counter = decodeReplayId(bytes);
        if (counter !== undefined) expect(encodeReplayId(counter).subarray(0, bytes.length)).toEqual(Buffer.from(bytes));
      }),
    );
  });
});
