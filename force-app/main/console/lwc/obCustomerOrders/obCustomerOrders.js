/** The orders of the customer an account, a contact or a case is about, in short, each with the way to its page. */
import { LightningElement, api, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { IsConsoleNavigation } from 'lightning/platformWorkspaceApi';
import { getRecord } from 'lightning/uiRecordApi';
import { CUSTOMER_ORDERS_QUERY, NO_ID } from 'c/obCustomerQuery';
import { problemOf } from 'c/obErrors';
import { dateText, moneyText } from 'c/obFormat';
import { LivePage } from 'c/obLivePage';
import { isKnownStatus } from 'c/obMilestones';
import { openRecord } from 'c/obNavigation';
import { nodesOf, valueOf, wordOf } from 'c/obOrderModel';
import { format } from 'c/obText';
import { LABELS } from './labels';

/** A case one may see may be without some of them. */
const CASE_FIELDS = ['Case.AccountId', 'Case.ContactId', 'Case.OB_Order__c'];

export default class ObCustomerOrders extends LivePage(NavigationMixin(LightningElement)) {
  labels = LABELS;
  customer;
  connection;

  @api recordId;
  @api objectApiName;

  @wire(IsConsoleNavigation) isConsole;

  /** Without an id the platform reads no record. */
  get caseId() {
    return this.objectApiName === 'Case' ? this.recordId : undefined;
  }

  @wire(getRecord, { recordId: '$caseId', optionalFields: CASE_FIELDS })
  takeCase({ data, error }) {
    if (error) this.problem = problemOf(error);
    if (!data) return;
    const idIn = (field) => data.fields[field]?.value ?? NO_ID;
    this.customer = { accountId: idIn('AccountId'), contactId: idIn('ContactId'), orderId: idIn('OB_Order__c') };
  }

  /** Without a query the platform asks nothing. */
  get ordersQuery() {
    return this.variables ? CUSTOMER_ORDERS_QUERY : undefined;
  }

  get variables() {
    if (this.caseId || !this.recordId) return this.customer;
    const nobody = { accountId: NO_ID, contactId: NO_ID, orderId: NO_ID };
    return this.objectApiName === 'Contact' ? { ...nobody, contactId: this.recordId } : { ...nobody, accountId: this.recordId };
  }

  @wire(graphql, { query: '$ordersQuery', variables: '$variables' })
  take(answer) {
    const data = this.receive(answer);
    if (data) this.connection = data.uiapi.query.OB_Order__c;
  }

  get isLoading() {
    return !this.connection && !this.problem;
  }

  get isBlocked() {
    return !this.connection && Boolean(this.problem);
  }

  get isEmpty() {
    return Boolean(this.connection) && this.items.length === 0;
  }

  get hasMore() {
    return this.connection?.pageInfo?.hasNextPage === true;
  }

  get items() {
    return nodesOf(this.connection).map((node) => ({
      id: node.Id,
      number: valueOf(node, 'Order_Number__c') ?? valueOf(node, 'External_Key__c') ?? LABELS.noNumber,
      status: this.statusOf(node),
      hasException: valueOf(node, 'Has_Open_Exception__c') === true,
      facts: this.factsOf(node),
    }));
  }

  statusOf(node) {
    const status = wordOf(node, 'Status__c');
    if (status && isKnownStatus(status.code)) return status.label;
    const raw = valueOf(node, 'Raw_Status__c') ?? status?.label;
    return raw ? format(LABELS.unknownStatus, raw) : LABELS.noStatus;
  }

  factsOf(node) {
    const placed = dateText(valueOf(node, 'Placed_At__c'));
    const promised = dateText(valueOf(node, 'Promised_Date__c'));
    const amount = moneyText(valueOf(node, 'Total_Amount__c'), valueOf(node, 'Currency__c'));
    return [placed, amount, promised && format(LABELS.promised, promised)].filter(Boolean).join(' · ');
  }

  open(event) {
    openRecord(this, event.currentTarget.dataset.id, this.isConsole);
  }
}
