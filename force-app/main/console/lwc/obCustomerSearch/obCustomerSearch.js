/**
 * Finds the customer of a draft among the accounts and contacts a user may see. Fires `choose` with what is known of the one
 * chosen, by the names of the form. Whoever finds nobody types.
 */
import { LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { customersOf } from 'c/obCustomerModel';
import { CUSTOMERS_QUERY } from 'c/obCustomerQuery';
import { LABELS } from './labels';

const PAUSE_MS = 400;
const SHORTEST = 2;

export default class ObCustomerSearch extends LightningElement {
  labels = LABELS;
  text = '';
  customers;
  timer;

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  /** Without a query the platform asks nothing. */
  get query() {
    return this.text.length < SHORTEST ? undefined : CUSTOMERS_QUERY;
  }

  get variables() {
    return { like: `%${this.text}%` };
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  take({ data }) {
    this.customers = data && this.query ? customersOf(data) : undefined;
  }

  get found() {
    return (this.customers ?? []).length > 0;
  }

  get isNobody() {
    return this.customers?.length === 0;
  }

  type({ detail }) {
    clearTimeout(this.timer);
    const text = detail.value.trim().replaceAll('%', '').replaceAll('_', '');
    this.timer = setTimeout(() => {
      this.customers = undefined;
      this.text = text;
    }, PAUSE_MS);
  }

  choose(event) {
    const { known } = this.customers.find(({ id }) => id === event.currentTarget.dataset.id);
    this.text = '';
    this.customers = undefined;
    this.dispatchEvent(new CustomEvent('choose', { detail: known }));
  }
}
