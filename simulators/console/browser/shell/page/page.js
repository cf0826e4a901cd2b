import { LightningElement, api } from 'lwc';
import session from '/console/session.js';
import { registerRefreshContainer, unregisterRefreshContainer } from 'lightning/refresh';
import { theModel } from 'console/model';
import { targetOf, titleOf } from 'console/page-target';
import { pagePlace, tabPlace } from 'console/places';
import { workspace } from 'console/workspace';

/** What a tab shows for its page reference, and the place its components stand on. */
export default class Page extends LightningElement {
  texts = session.texts;
  @api page;
  @api tabId;
  refreshContainer;

  connectedCallback() {
    pagePlace.provide(this, this.page);
    tabPlace.provide(this, this.tabId);
    this.refreshContainer = registerRefreshContainer(this.template.host, () => undefined);
    this.label();
  }

  disconnectedCallback() {
    unregisterRefreshContainer(this.refreshContainer);
  }

  label() {
    const title = titleOf(this.target, theModel(), this.texts);
    const tab = workspace.find(this.tabId);
    if (title !== undefined && tab?.label === '') workspace.change(this.tabId, title);
  }

  get target() {
    return targetOf(this.page, theModel());
  }

  get isList() {
    return this.target.kind === 'list';
  }

  get isRecord() {
    return this.target.kind === 'record';
  }

  get isSearch() {
    return this.target.kind === 'search';
  }

  get isApp() {
    return this.target.kind === 'app';
  }

  get isComponent() {
    return this.target.kind === 'component';
  }

  get isAnalytics() {
    return this.target.kind === 'analytics';
  }

  get isReport() {
    return this.target.kind === 'report';
  }

  get isDashboard() {
    return this.target.kind === 'dashboard';
  }

  get isNone() {
    return this.target.kind === 'none';
  }

  get appPage() {
    return theModel().pages[this.target.name];
  }

  get emptyProperties() {
    return {};
  }

  /** The page of a record that is named by its id alone learns the object from the org. */
  handleTitle(event) {
    workspace.change(this.tabId, event.detail);
  }
}
