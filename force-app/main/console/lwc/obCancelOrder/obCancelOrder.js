/** Cancels the order, or lines and quantities of it. */
import ObOrderQuickAction from 'c/obOrderQuickAction';

export default class ObCancelOrder extends ObOrderQuickAction {
  actionName = 'cancel';
}
