import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkTimelineTexts } from './timeline-texts.ts';

const path = 'force-app/main/console/lwc/obTimelineTexts/obTimelineTexts.js';
const messages = (model: PackageModel): string[] => checkTimelineTexts(model).map(({ message }) => message);

describe('texts of the timeline', () => {
  it('have nothing to find in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each([
    ['an entry of the broker', 'CREDIT_REFUND_FAILED:', 'CREDIT_REFUND_LOST:', 'CREDIT_REFUND_FAILED'],
    ['an entry of an action', 'ORDER_ESCALATED:', 'ORDER_PASSED_ON:', 'ORDER_ESCALATED'],
    ['a request', 'HOLD: LABELS.hold,', '', 'HOLD'],
    ['what became of a request', 'EXPIRED: LABELS.expired', '', 'EXPIRED'],
  ])('%s without one: found', (_what, from, to, code) => {
    expect(messages(withChange({ path, from, to }))).toEqual([`the timeline has no text for ${code}`]);
  });
});
