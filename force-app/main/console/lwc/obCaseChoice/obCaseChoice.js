/**
 * Which case something belongs to: one of the open cases of an order and of its customer, or none. It is not there for who sees
 * no such case. Fires `choose` with the id of a case, or an empty text.
 */
import { LightningElement, api, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { CASES_QUERY } from 'c/obCaseQuery';
import { nodesOf, valueOf } from 'c/obOrderModel';
import { LABELS } from './labels';

/** Cases of the order, its account and its contact, each once, the newest first. */
function casesOf([order]) {
  const lists = [order?.Cases__r, order?.Account__r?.Cases, order?.Contact__r?.Cases];
  const byId = new Map(lists.flatMap(nodesOf).map((node) => [node.Id, node]));
  const openedAt = (node) => valueOf(node, 'CreatedDate') ?? '';
  return [...byId.values()].sort((a, b) => openedAt(b).localeCompare(openedAt(a)));
}

export default class ObCaseChoice extends LightningElement {
  labels = LABELS;
  cases = [];
  chosen = '';
  isDecided = false;

  @api orderId;
  /** What no case is called. */
  @api noneLabel;
  /** Whether the newest case about the order itself is chosen from the beginning. */
  @api suggests = false;
  /** Whether the case becomes one of the order: then none of another order is offered. */
  @api links = false;

  /** Without a query the platform asks nothing. */
  get query() {
    return this.orderId ? CASES_QUERY : undefined;
  }

  get variables() {
    return { orderId: this.orderId };
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  take({ data }) {
    if (!data) return;
    const cases = casesOf(nodesOf(data.uiapi.query.OB_Order__c));
    const isFree = (node) => [null, this.orderId].includes(valueOf(node, 'OB_Order__c'));
    this.cases = this.links ? cases.filter(isFree) : cases;
    const about = this.cases.find((node) => valueOf(node, 'OB_Order__c') === this.orderId);
    // Cases are read again while somebody chooses: what they chose stays.
    if (this.suggests && about && !this.isDecided) this.set(about.Id);
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
    this.isDecided = true;
    this.set(detail.value);
  }

  set(caseId) {
    this.chosen = caseId;
    this.dispatchEvent(new CustomEvent('choose', { detail: caseId }));
  }
}
