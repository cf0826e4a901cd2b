import { LightningElement, api } from 'lwc';
import session from '/console/session.js';
import { theModel } from 'console/model';
import { searchWhere } from 'console/filters';
import { listRecords, objectInfo, visibleFields } from 'console/records';

const AT_ONCE = 10;

/** Records of the app's objects whose name or keys contain the term. */
export default class SearchResults extends LightningElement {
  texts = session.texts;
  @api term;
  groups = [];
  searching = true;

  async connectedCallback() {
    const objects = theModel().app.items.flatMap(({ opens }) => opens.object ?? []);
    const found = await Promise.all(objects.map((object) => this.search(object).catch(() => undefined)));
    this.groups = found.filter((group) => group?.rows.length > 0);
    this.searching = false;
  }

  async search(object) {
    const { pluralLabel, searchColumns } = theModel().objects[object];
    const info = await objectInfo(object);
    const fields = ['Name', ...searchColumns];
    const { rows, total } = await listRecords({ object, fields, where: searchWhere(info, searchColumns, this.term), first: AT_ONCE });
    const columns = visibleFields(info, fields).map(({ apiName, label }) => ({ field: apiName, label }));
    return { object, title: `${pluralLabel} (${total})`, rows, columns };
  }

  get heading() {
    return this.texts.results.replace('{0}', this.term);
  }

  get isEmpty() {
    return !this.searching && this.groups.length === 0;
  }
}
