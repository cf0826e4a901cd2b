import { LightningElement, api } from 'lwc';
import session from '/console/session.js';

/** The figures of a dashboard's component as a table. */
export default class FigureTable extends LightningElement {
  texts = session.texts;
  @api figures;

  get lines() {
    return this.figures.each.map(({ label, text }, index) => ({ key: `line-${index}`, label, text }));
  }
}
