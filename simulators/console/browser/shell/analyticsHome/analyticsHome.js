import { LightningElement, api } from 'lwc';
import session from '/console/session.js';
import { go } from 'console/go';
import { theModel } from 'console/model';
import { addressOf, recordPage } from 'console/page-reference';

const KINDS = {
  Report: { icon: 'standard:report', title: session.texts.reports, none: session.texts.noReports, files: () => theModel().reports },
  Dashboard: {
    icon: 'standard:dashboard',
    title: session.texts.dashboards,
    none: session.texts.noDashboards,
    files: () => theModel().dashboards,
  },
};

/** All reports, or all dashboards, of the source. */
export default class AnalyticsHome extends LightningElement {
  texts = session.texts;
  /** `Report` or `Dashboard`. */
  @api kind;

  get about() {
    return KINDS[this.kind];
  }

  get items() {
    return Object.entries(this.about.files())
      .map(([name, { label, description, folder }]) => ({
        name,
        label,
        description,
        folder,
        address: addressOf(recordPage(this.kind, name)),
      }))
      .sort((a, b) => a.label.localeCompare(b.label));
  }

  get isEmpty() {
    return this.items.length === 0;
  }

  handleLink(event) {
    if (event.ctrlKey || event.metaKey || event.button !== 0) return;
    event.preventDefault();
    go(recordPage(this.kind, event.currentTarget.dataset.name));
  }
}
