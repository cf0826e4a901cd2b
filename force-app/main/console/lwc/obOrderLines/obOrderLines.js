/** The lines of an order with where each unit is. Long orders show their beginning until asked for all. */
import { LightningElement, api } from 'lwc';
import { dateText, moneyText, quantityText } from 'c/obFormat';
import { segmentsOf } from 'c/obQuantities';
import { format, plural } from 'c/obText';
import { LABELS } from './labels';

const FIRST = 25;

export default class ObOrderLines extends LightningElement {
  labels = LABELS;
  showsAll = false;

  /** @type {object[]} of `orderPageOf` */
  @api lines = [];
  @api currency;
  /** There are more lines than the page was given. */
  @api isCutOff = false;

  get heading() {
    if (this.isMissing || this.isEmpty) return LABELS.heading;
    return plural(this.lines.length, { one: LABELS.one, many: LABELS.many }, quantityText(this.lines.length));
  }

  /** There is no answer about the lines. */
  @api isMissing = false;

  get isEmpty() {
    return this.lines.length === 0;
  }

  get items() {
    return (this.showsAll ? this.lines : this.lines.slice(0, FIRST)).map((line) => this.itemOf(line));
  }

  get moreLabel() {
    const isAll = this.showsAll || this.lines.length <= FIRST;
    return isAll ? '' : format(LABELS.showAll, quantityText(this.lines.length));
  }

  itemOf(line) {
    const unit = line.unit ?? '';
    const segments = segmentsOf(line).map(({ part, quantity, percent }) => ({
      part,
      tone: `part ${part}`,
      style: `inline-size: ${percent}%`,
      text: format(LABELS[part], quantityText(quantity)),
    }));
    const returned =
      line.returned > 0 ? [{ part: 'returned', tone: 'part returned', text: format(LABELS.returned, quantityText(line.returned)) }] : [];
    return {
      id: line.id,
      title: line.description ?? line.sku ?? '',
      sku: line.description ? line.sku : '',
      status: line.status?.label ?? '',
      quantity: format(LABELS.quantity, quantityText(line.ordered), unit).trim(),
      price: moneyText(line.unitPrice, this.currency),
      promised: line.promisedDate ? format(LABELS.promised, dateText(line.promisedDate)) : '',
      segments,
      legend: [...segments, ...returned],
    };
  }

  showAll() {
    this.showsAll = true;
  }
}
