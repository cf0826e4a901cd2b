import { LightningElement, api } from 'lwc';
import session from '/console/session.js';
import { theModel } from 'console/model';
import { whereOf } from 'console/filters';
import { listRecords, objectInfo } from 'console/records';

const AT_ONCE = 50;

/** An object's home: its list views. */
export default class ListView extends LightningElement {
  texts = session.texts;
  @api objectApiName;
  @api viewName;
  columns = [];
  rows = [];
  total;
  next;
  failure;
  loading = true;
  chosen;
  turn = 0;

  connectedCallback() {
    this.chosen = this.viewName ?? this.views[0]?.name;
    this.load();
  }

  get object() {
    return theModel().objects[this.objectApiName];
  }

  get title() {
    return this.object?.pluralLabel ?? this.objectApiName;
  }

  get icon() {
    return this.object?.icon ?? 'standard:record';
  }

  get views() {
    return this.object?.listViews ?? [];
  }

  get view() {
    return this.views.find(({ name }) => name === this.chosen) ?? { columns: ['Name', 'CreatedDate'], filters: [], mine: false };
  }

  get viewChoices() {
    return this.views.map(({ name, label }) => ({ value: name, label }));
  }

  get hasChoice() {
    return this.views.length > 1;
  }

  get count() {
    if (this.total === undefined) return '';
    const { oneRecord, records, someRecords } = this.texts;
    if (this.rows.length < this.total) return someRecords.replace('{0}', this.rows.length).replace('{1}', this.total);
    return (this.total === 1 ? oneRecord : records).replace('{0}', this.total);
  }

  get isEmpty() {
    return !this.loading && !this.failure && this.rows.length === 0;
  }

  get hasRows() {
    return this.rows.length > 0;
  }

  get hasMore() {
    return this.next !== undefined;
  }

  async load(after) {
    const turn = (this.turn += 1);
    this.loading = true;
    this.failure = undefined;
    try {
      const info = await objectInfo(this.objectApiName);
      const { columns, filters, mine } = this.view;
      const where = whereOf(info, filters);
      const page = await listRecords({ object: this.objectApiName, fields: columns, where, mine, first: AT_ONCE, after });
      if (turn !== this.turn) return;
      this.columns = columns.flatMap((name) => info.fields[name] ?? []).map(({ apiName, label }) => ({ field: apiName, label }));
      this.rows = after === undefined ? page.rows : [...this.rows, ...page.rows];
      this.total = page.total;
      this.next = page.next;
    } catch (error) {
      if (turn === this.turn) this.failure = error.body?.message ?? error.message;
    }
    if (turn === this.turn) this.loading = false;
  }

  handleView(event) {
    this.chosen = event.detail.value;
    this.rows = [];
    this.total = undefined;
    this.load();
  }

  handleRefresh() {
    this.load();
  }

  handleMore() {
    this.load(this.next);
  }
}
