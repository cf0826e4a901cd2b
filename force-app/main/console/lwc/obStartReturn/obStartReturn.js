/** Starts a return of the order. */
import ObOrderQuickAction from 'c/obOrderQuickAction';

export default class ObStartReturn extends ObOrderQuickAction {
  actionName = 'startReturn';
}
