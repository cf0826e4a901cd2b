import { LightningElement, api } from 'lwc';
import session from '/console/session.js';
import { theModel } from 'console/model';
import { runReport } from 'console/run-report';
import { reader } from 'shell/reportReader';

/** So many records are shown one by one, as reports in Lightning do. */
const MOST_DETAILS = 2000;

/** A report as its reader may see it. */
export default class ReportPage extends LightningElement {
  texts = session.texts;
  /** Of the report's file. */
  @api name;
  run;
  wantsDetails = false;
  ranAt = '';

  connectedCallback() {
    if (!this.report) return;
    this.wantsDetails = this.report.shows.details;
    this.load();
  }

  async load() {
    this.run = undefined;
    this.run = await runReport(this.report, reader);
    this.ranAt = new Date().toLocaleTimeString(reader.place.locale, { timeZone: reader.place.timeZone });
  }

  get report() {
    return theModel().reports[this.name];
  }

  get isDone() {
    return this.run?.kind === 'done';
  }

  get isEmpty() {
    return this.isDone && this.run.all.count === 0;
  }

  get hasRows() {
    return this.isDone && this.run.all.count > 0;
  }

  get canChooseDetails() {
    return this.hasRows && this.report.groupings.length > 0 && !this.isTooMany;
  }

  get isTooMany() {
    return this.hasRows && this.run.all.count > MOST_DETAILS;
  }

  get details() {
    return this.wantsDetails && !this.isTooMany;
  }

  /** How many records there are, as whom they were read, and when. */
  get status() {
    if (!this.isDone) return '';
    const { count } = this.run.all;
    return (count === 1 ? this.texts.reportRow : this.texts.reportRows)
      .replace('{0}', count.toLocaleString(reader.place.locale))
      .replace('{1}', session.userName)
      .replace('{2}', this.ranAt);
  }

  get filters() {
    return this.isDone ? this.run.filters.map((text, index) => ({ key: `filter-${index}`, text })) : [];
  }

  /** What the reader should know of what is not there. */
  get notes() {
    const { hiddenColumns } = this.run;
    const { leftOut } = this.report;
    const note = (text, parts) => (parts.length > 0 ? [{ key: text, text: text.replace('{0}', parts.join(', ')) }] : []);
    return [
      ...note(this.texts.hiddenColumns, hiddenColumns),
      ...note(this.texts.leftOut, leftOut),
      ...note(this.texts.tooManyDetails, this.isTooMany ? [this.run.all.count.toLocaleString(reader.place.locale)] : []),
    ];
  }

  chooseDetails({ detail }) {
    this.wantsDetails = detail.checked;
  }
}
