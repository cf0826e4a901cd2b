import { LightningElement, api } from 'lwc';
import session from '/console/session.js';

/** Why there is no report to see: it is on its way, not for this reader, more than the console knows, or failed. */
export default class ReportState extends LightningElement {
  texts = session.texts;
  /** What `runReport` answered; undefined while it runs. */
  @api run;

  get isRunning() {
    return this.run === undefined;
  }

  get isFault() {
    return this.run !== undefined && this.run.kind !== 'done';
  }

  get title() {
    return { noAccess: this.texts.reportNoAccess, unknown: this.texts.reportUnknown, failed: this.texts.reportFailed }[this.run.kind];
  }

  get icon() {
    return this.run.kind === 'noAccess' ? 'utility:lock' : 'utility:warning';
  }

  get detail() {
    const { kind, hidden = [], parts = [], message } = this.run;
    if (kind === 'noAccess')
      return hidden.length > 0 ? this.texts.reportHidden.replace('{0}', hidden.join(', ')) : this.texts.reportNoObject;
    return kind === 'unknown' ? this.texts.reportUnknownParts.replace('{0}', parts.join(', ')) : message;
  }
}
