/** Hands the order to a queue, in a case. */
import ObOrderQuickAction from 'c/obOrderQuickAction';

export default class ObEscalateOrder extends ObOrderQuickAction {
  actionName = 'escalate';
}
