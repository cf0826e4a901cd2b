import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkExceptionTexts } from './exception-texts.ts';

const path = 'force-app/main/console/lwc/obExceptionTexts/obExceptionTexts.js';
const messages = (model: PackageModel): string[] => checkExceptionTexts(model).map(({ message }) => message);

describe('texts of exceptions', () => {
  it('have nothing to find in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it('of a code that lacks one, and of one that does not exist: found', () => {
    expect(messages(withChange({ path, from: 'ORDER_STUCK:', to: 'ORDER_LOST:' }))).toEqual([
      'exceptions have no text for ORDER_STUCK',
      'no exception is called ORDER_LOST',
    ]);
  });
});
