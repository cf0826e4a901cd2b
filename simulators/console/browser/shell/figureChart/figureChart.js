import { LightningElement, api } from 'lwc';
import session from '/console/session.js';

const WIDTH = 320;
const BAR = { row: 38, text: 13, top: 18, height: 12 };
const COLUMN = { height: 180, top: 18, bottom: 20, fill: 0.7 };
/** More figures or names than this over or below columns would run into each other. */
const MOST_TEXTS = 5;

/** Bars side by side or above each other. What they say, it says in words too; the figures stand in a table beside it. */
export default class FigureChart extends LightningElement {
  /** `Bar` or `Column`. */
  @api kind;
  @api label;
  @api each = [];

  get isBars() {
    return this.kind === 'Bar';
  }

  get isMirrored() {
    return session.i18n.dir === 'rtl';
  }

  get viewBox() {
    return `0 0 ${WIDTH} ${this.isBars ? this.each.length * BAR.row : COLUMN.height}`;
  }

  /** Names begin at the side where reading begins, and so do bars. */
  get bars() {
    const [start, end] = this.isMirrored ? [WIDTH, 0] : [0, WIDTH];
    return this.each.map(({ label, text, share }, index) => {
      const top = index * BAR.row;
      const width = Math.max(share * WIDTH, 1);
      return {
        key: `bar-${index}`,
        label: { text: label, x: start, y: top + BAR.text },
        figure: { text, x: end, y: top + BAR.text },
        rect: { x: this.isMirrored ? WIDTH - width : 0, y: top + BAR.top, width, height: BAR.height },
      };
    });
  }

  get columns() {
    const step = WIDTH / this.each.length;
    const every = Math.ceil(this.each.length / MOST_TEXTS);
    const space = COLUMN.height - COLUMN.top - COLUMN.bottom;
    return this.each.map(({ label, text, share }, index) => {
      const place = this.isMirrored ? this.each.length - 1 - index : index;
      const height = Math.max(share * space, 1);
      const y = COLUMN.height - COLUMN.bottom - height;
      const middle = (place + 0.5) * step;
      return {
        key: `column-${index}`,
        rect: { x: middle - (step * COLUMN.fill) / 2, y, width: step * COLUMN.fill, height },
        label: { text: index % every === 0 ? label : '', x: middle, y: COLUMN.height - 6 },
        figure: { text: every === 1 ? text : '', x: middle, y: y - 5 },
      };
    });
  }
}
