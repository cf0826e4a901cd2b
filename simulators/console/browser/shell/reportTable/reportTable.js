import { LightningElement, api } from 'lwc';
import { go } from 'console/go';
import { addressOf, recordPage } from 'console/page-reference';
import { tableOf } from 'console/report-table';
import { reader } from 'shell/reportReader';

/** A report that was run, as a table with its groups, subtotals and total. */
export default class ReportTable extends LightningElement {
  @api run;
  /** Whether it shows records, or the figures of groups alone. */
  @api details;

  get label() {
    return this.run.report.label;
  }

  get table() {
    return tableOf(this.run, { details: this.details, texts: reader.texts, place: reader.place });
  }

  get heads() {
    return this.table.heads.map(({ label, isNumber }, index) => ({ key: `head-${index}`, label, className: classOf(isNumber) }));
  }

  get lines() {
    const { object } = this.run.report;
    return this.table.lines.map(({ kind, cells }, index) => ({
      key: `line-${index}`,
      className: `console-report-${kind}`,
      cells: cells.map((cell, place) => ({
        ...cell,
        key: `cell-${index}-${place}`,
        className: classOf(cell.isNumber),
        scope: cell.rows > 1 ? 'rowgroup' : 'row',
        address: cell.recordId && addressOf(recordPage(object, cell.recordId)),
      })),
    }));
  }

  handleLink(event) {
    if (event.ctrlKey || event.metaKey || event.button !== 0) return;
    event.preventDefault();
    go(recordPage(this.run.report.object, event.currentTarget.dataset.record));
  }
}

const classOf = (isNumber) => (isNumber ? 'console-number' : '');
