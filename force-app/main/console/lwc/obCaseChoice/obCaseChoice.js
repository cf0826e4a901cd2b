/**
 * Which case something belongs to: one of the open cases of an order and of its customer, or none. It is not there for who sees
 * no such case. Fires `choose` with the id of a case, or an empty text.
 */
import { LightningElement, api, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { CASES_QUERY } from 'c/obCaseQuery';
import { NO_ID } from 'c/obCustomerQuery';
import { nodesOf, valueOf } from 'c/obOrderModel';
import { LABELS } from './labels';

export default class ObCaseChoice extends LightningElement {
  labels = LABELS;
  cases = [];
  chosen = '';

  /** @type {object} the order, as its page has it */
  @api order;
  /** What no case is called. */
  @api noneLabel;
  /** Whether the newest case about the order itself is chosen from the beginning. */
  @api suggests = false;

  get variables() {
    const { id, accountId, contactId } = this.order ?? {};
    return { orderId: id, accountId: accountId ?? NO_ID, contactId: contactId ?? NO_ID };
  }

  /** Without a query the platform asks nothing. */
  get query() {
    return this.order ? CASES_QUERY : undefined;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  take({ data }) {
    if (!data) return;
    this.cases = nodesOf(data.uiapi.query.Case);
    const about = this.cases.find((node) => valueOf(node, 'OB_Order__c') === this.order.id);
    if (this.suggests && about) this.set(about.Id);
  }

  get isPossible() {
    return this.cases.length > 0;
  }

  get options() {
    const named = this.cases.map((node) => ({
      value: node.Id,
      label: [valueOf(node, 'CaseNumber'), valueOf(node, 'Subject')].filter(Boolean).join(' · '),
    }));
    return [{ value: '', label: this.noneLabel }, ...named];
  }

  choose({ detail }) {
    this.set(detail.value);
  }

  set(caseId) {
    this.chosen = caseId;
    this.dispatchEvent(new CustomEvent('choose', { detail: caseId }));
  }
}
