import { LightningElement, api } from 'lwc';
import session from '/console/session.js';
import { figuresOf } from 'console/dashboard-figures';
import { go } from 'console/go';
import { theModel } from 'console/model';
import { addressOf, recordPage } from 'console/page-reference';
import { runReport } from 'console/run-report';
import { reader } from 'shell/reportReader';

const CHARTS = ['Bar', 'Column'];
const KNOWN = [...CHARTS, 'Metric', 'Table'];

/** One component of a dashboard, with the figures of its report. */
export default class DashboardPart extends LightningElement {
  texts = session.texts;
  @api component;
  run;

  connectedCallback() {
    this.load();
  }

  async load() {
    const report = theModel().reports[this.component.report];
    const parts = KNOWN.includes(this.component.type) ? [] : [this.component.type];
    if (report === undefined || parts.length > 0)
      this.run = { kind: 'unknown', parts: [...parts, ...(report ? [] : [this.component.report])] };
    else this.run = await runReport(report, reader);
  }

  get isDone() {
    return this.run?.kind === 'done';
  }

  get isEmpty() {
    return this.isDone && this.run.all.count === 0;
  }

  get figures() {
    return figuresOf(this.run, this.component, { texts: reader.texts, place: reader.place });
  }

  get hasFigures() {
    return this.isDone && this.run.all.count > 0;
  }

  get isChart() {
    return this.hasFigures && CHARTS.includes(this.component.type);
  }

  get isMetric() {
    return this.hasFigures && this.component.type === 'Metric';
  }

  /** A chart has its figures as a table too, folded up. */
  get isTable() {
    return this.hasFigures && this.component.type === 'Table';
  }

  get chartLabel() {
    const { measure, by } = this.figures;
    return this.texts.chartOf.replace('{0}', measure).replace('{1}', by);
  }

  get leftOut() {
    const { leftOut } = this.figures;
    return leftOut > 0 ? this.texts.furtherGroups.replace('{0}', leftOut.toLocaleString(reader.place.locale)) : '';
  }

  get address() {
    return addressOf(recordPage('Report', this.component.report));
  }

  handleLink(event) {
    if (event.ctrlKey || event.metaKey || event.button !== 0) return;
    event.preventDefault();
    go(recordPage('Report', this.component.report));
  }
}
