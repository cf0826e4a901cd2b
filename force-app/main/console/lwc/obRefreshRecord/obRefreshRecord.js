/** Refreshes the page, as its own button does. */
import ObQuickAction from 'c/obQuickAction';

export default class ObRefreshRecord extends ObQuickAction {
  run() {
    return this.refreshPage();
  }
}
