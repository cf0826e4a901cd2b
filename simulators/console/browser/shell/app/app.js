import { LightningElement, createElement } from 'lwc';
import session from '/console/session.js';
import Toast from 'lightning/toast';
import { SHOW_TOAST } from 'lightning/platformShowToastEvent';
import { go, openUnderParents } from 'console/go';
import { loadModel } from 'console/model';
import { addressOf, pageOfAddress } from 'console/page-reference';
import { workspace } from 'console/workspace';
import SessionEnded from 'shell/sessionEnded';

/** The console as a whole: bars around the open tabs. */
export default class App extends LightningElement {
  texts = session.texts;
  model;
  failure;
  tabs = [];
  focusedTabId;

  async connectedCallback() {
    this.template.addEventListener(SHOW_TOAST, (event) => this.showToast(event.detail));
    globalThis.addEventListener('console:sessionended', endSession, { once: true });
    globalThis.addEventListener('popstate', () => go(pageOfAddress(location.href)));
    workspace.subscribe(() => this.takeOver());
    try {
      this.model = await loadModel();
    } catch (error) {
      this.failure = error.message;
      return;
    }
    openUnderParents(this.model.app.parents);
    await go(location.pathname === '/' ? this.firstPage() : pageOfAddress(location.href));
  }

  firstPage() {
    const first = this.model.app.items[0];
    return { type: 'standard__navItemPage', attributes: { apiName: first?.name ?? '' } };
  }

  takeOver() {
    const { tabs, focusedTabId } = workspace.state();
    this.tabs = tabs;
    this.focusedTabId = focusedTabId;
    const focused = tabs.find((tab) => tab.tabId === focusedTabId);
    document.title = `${focused?.label || this.model.app.label} | ${this.model.app.label}`;
    const address = focused && addressOf(focused.page);
    if (address && address !== location.pathname + location.search) history.pushState(null, '', address);
  }

  showToast({ title, message, messageData, variant = 'info', mode = 'dismissable' }) {
    Toast.show({ label: title ?? '', message, messageLinks: messageData, variant, mode }, this);
  }

  get appLabel() {
    return this.model.app.label;
  }

  get userName() {
    return session.userName;
  }

  get focusedMainId() {
    const focused = this.tabs.find((tab) => tab.tabId === this.focusedTabId);
    return focused?.parentTabId ?? focused?.tabId;
  }

  get mainTabs() {
    return this.tabs.filter((tab) => tab.parentTabId === undefined).map((tab) => described(tab, tab.tabId === this.focusedMainId));
  }

  get subtabs() {
    const main = this.tabs.find((tab) => tab.tabId === this.focusedMainId);
    const children = this.tabs.filter((tab) => tab.parentTabId === this.focusedMainId);
    if (main === undefined || children.length === 0) return [];
    return [{ ...main, closeable: false }, ...children].map((tab) => described(tab, tab.tabId === this.focusedTabId));
  }

  get hasSubtabs() {
    return this.subtabs.length > 0;
  }

  /** Every open tab keeps its page, and only the one with the focus is shown. */
  get panels() {
    return this.tabs.map((tab) => ({
      tabId: tab.tabId,
      key: `${tab.tabId}.${tab.generation}`,
      page: tab.page,
      className: tab.tabId === this.focusedTabId ? 'console-panel' : 'console-panel slds-hide',
    }));
  }

  get hasNoTabs() {
    return this.model !== undefined && this.tabs.length === 0;
  }

  handleFocus(event) {
    workspace.focus(event.detail);
  }

  handleClose(event) {
    workspace.close(event.detail);
  }
}

function endSession() {
  document.body.append(createElement('shell-session-ended', { is: SessionEnded }));
}

function described(tab, focused) {
  return { ...tab, focused };
}
