/** A quick action of an order: possible when the action bar would offer it, and refused in the same words when not. */
import eligibility from '@salesforce/apex/OB_OrderActions.eligibility';
import ObQuickAction from 'c/obQuickAction';

export default class ObOrderQuickAction extends ObQuickAction {
  async run() {
    const order = { id: this.recordId };
    const forecast = await eligibility({ request: { orderId: order.id } });
    const action = forecast.actions.find(({ name }) => name === this.actionName);
    if (!action?.permitted) await this.explain();
    else if (!action.allowed) await this.explain(action.reasons.join(' '));
    else await this.ask({ order, eligibility: forecast });
  }
}
