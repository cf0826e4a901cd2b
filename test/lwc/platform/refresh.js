/** Stand-in for `lightning/refresh`, which the test tool lacks: remembers who asked to be refreshed. */
export const registerRefreshHandler = jest.fn(() => 'refresh-handler');
export const unregisterRefreshHandler = jest.fn();
export class RefreshEvent extends CustomEvent {
  constructor() {
    super('lightning__refresh', { bubbles: true, composed: true });
  }
}
