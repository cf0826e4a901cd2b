import { LightningElement, api } from 'lwc';
import session from '/console/session.js';
import { theModel } from 'console/model';

/** A dashboard: its components, column by column, each with a report of its own. */
export default class DashboardPage extends LightningElement {
  texts = session.texts;
  /** Of the dashboard's file. */
  @api name;
  turn = 0;

  get dashboard() {
    return theModel().dashboards[this.name];
  }

  get seenBy() {
    return this.texts.seenBy.replace('{0}', session.userName);
  }

  get notes() {
    const { runningUser, leftOut } = this.dashboard;
    const notes = [
      ...(runningUser === undefined ? [] : [this.texts.runsAs.replace('{0}', runningUser)]),
      ...(leftOut.length > 0 ? [this.texts.leftOut.replace('{0}', leftOut.join(', '))] : []),
    ];
    return notes.map((text) => ({ key: text, text }));
  }

  get columns() {
    return this.dashboard.columns.map((parts, column) => ({
      key: `column-${column}`,
      parts: parts.map((component, index) => ({ key: `part-${this.turn}-${column}-${index}`, component })),
    }));
  }

  handleRefresh() {
    this.turn += 1;
  }
}
