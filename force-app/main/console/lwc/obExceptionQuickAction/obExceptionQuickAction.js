/** A quick action of an exception that is open. Asked at each press: somebody else may have seen to it meanwhile. */
import { wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import ObQuickAction from 'c/obQuickAction';
import { exceptionPageOf } from 'c/obWorkModel';
import { EXCEPTION_QUERY } from 'c/obWorkQuery';
import { LABELS } from './labels';

export default class ObExceptionQuickAction extends ObQuickAction {
  /** Whether this user may do it at all. */
  isPermitted = false;
  answer;

  /** Without a query the platform asks nothing. */
  get query() {
    return this.recordId ? EXCEPTION_QUERY : undefined;
  }

  get variables() {
    return { exceptionId: this.recordId };
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  take(answer) {
    if (!answer.data && !answer.errors) return;
    this.answer = answer;
    this.whenAnswered?.();
  }

  /** The exception as it is now. The first answer may still be on its way. */
  async read() {
    if (this.answer) await this.answer.refresh();
    else
      await new Promise((resolve) => {
        this.whenAnswered = resolve;
      });
    const { data, errors } = this.answer;
    if (!data) throw errors;
    return exceptionPageOf(data);
  }

  /** Why not, or nothing. Actions have reasons of their own. */
  refusalOf(page) {
    if (!page) return LABELS.notFound;
    return page.isOpen ? '' : LABELS.resolved;
  }

  async run() {
    if (!this.isPermitted) {
      await this.explain();
      return;
    }
    const page = await this.read();
    const refusal = this.refusalOf(page);
    if (refusal) await this.explain(refusal);
    else await this.ask({ order: { id: page.orderId }, exceptionId: this.recordId, sent: LABELS.sent });
  }
}
