/** Stand-in for `lightning/navigation`: the test tool's own keeps to itself where it was sent. */
import { createTestWireAdapter } from '@salesforce/wire-service-jest-util';

/** Where components asked to go. */
export const navigate = jest.fn();

export const CurrentPageReference = createTestWireAdapter(jest.fn());

const Navigate = Symbol('Navigate');

export const NavigationMixin = (Base) =>
  class extends Base {
    [Navigate](page) {
      navigate(page);
    }
  };
NavigationMixin.Navigate = Navigate;
