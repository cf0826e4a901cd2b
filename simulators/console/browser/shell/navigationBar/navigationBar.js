import { LightningElement, api } from 'lwc';
import session from '/console/session.js';
import { go } from 'console/go';

/** The app's own items, and the workspace tabs that are open. */
export default class NavigationBar extends LightningElement {
  texts = session.texts;
  @api items = [];
  @api appLabel;
  @api tabs = [];

  get hasTabs() {
    return this.tabs.length > 0;
  }

  handleItem(event) {
    go({ type: 'standard__navItemPage', attributes: { apiName: event.detail.value } });
  }

  handleTab(event) {
    this.dispatchEvent(new CustomEvent(event.type, { detail: event.detail }));
  }
}
