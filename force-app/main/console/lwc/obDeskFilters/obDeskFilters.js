/** Which exceptions the desk shows. Fires `filter` with the new one. */
import { LightningElement, api } from 'lwc';
import USER_ID from '@salesforce/user/Id';
import { categoriesOf } from 'c/obDeskModel';
import { quantityText } from 'c/obFormat';
import { format } from 'c/obText';
import { LABELS } from './labels';

export default class ObDeskFilters extends LightningElement {
  labels = LABELS;

  /** All open exceptions. */
  @api rows = [];
  /** @type {import('c/obDeskModel').DeskFilter} */
  @api filter = {};

  get categories() {
    const all = { code: '', label: LABELS.all, count: this.rows.length };
    return [all, ...categoriesOf(this.rows)].map(({ code, label, count }) => ({
      code,
      text: format(LABELS.category, label, quantityText(count)),
      pressed: String(this.filter.category === code),
      variant: this.filter.category === code ? 'brand' : 'neutral',
    }));
  }

  get ages() {
    return [
      { value: 'any', label: LABELS.anyAge },
      { value: 'hour', label: LABELS.hour },
      { value: 'day', label: LABELS.day },
    ];
  }

  get isMine() {
    return this.filter.ownerId !== '';
  }

  change(changes) {
    this.dispatchEvent(new CustomEvent('filter', { detail: { ...this.filter, ...changes } }));
  }

  chooseCategory(event) {
    this.change({ category: event.currentTarget.dataset.code });
  }

  chooseAge({ detail }) {
    this.change({ age: detail.value });
  }

  chooseMine({ detail }) {
    this.change({ ownerId: detail.checked ? USER_ID : '' });
  }
}
