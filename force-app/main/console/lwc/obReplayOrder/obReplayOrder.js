/** Asks the broker to try again what failed about the order. */
import ObOrderQuickAction from 'c/obOrderQuickAction';

export default class ObReplayOrder extends ObOrderQuickAction {
  actionName = 'replay';
}
