import { LightningElement, api } from 'lwc';
import session from '/console/session.js';

/** Open tabs side by side. Arrow keys move between them, Delete closes one. */
export default class TabStrip extends LightningElement {
  texts = session.texts;
  @api tabs = [];

  get items() {
    return this.tabs.map((tab) => ({
      ...tab,
      label: tab.label || this.texts.loadingTab,
      itemClass: `console-tab${tab.focused ? ' console-tab_active' : ''}${tab.highlighted ? ' console-tab_highlighted' : ''}`,
      selected: tab.focused ? 'true' : 'false',
      tabIndex: tab.focused ? '0' : '-1',
      closeLabel: this.texts.closeTab.replace('{0}', tab.label),
      iconName: tab.icon || 'standard:record',
    }));
  }

  handleClick(event) {
    this.tell('focustab', event.currentTarget.dataset.tab);
  }

  handleClose(event) {
    this.tell('closetab', event.currentTarget.dataset.tab);
  }

  handleKey(event) {
    const tabs = [...this.template.querySelectorAll('[role="tab"]')];
    const place = tabs.indexOf(event.currentTarget);
    const forward = getComputedStyle(this.template.host).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const steps = { [forward]: 1, [forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight']: -1 };
    if (event.key === 'Delete') this.tell('closetab', event.currentTarget.dataset.tab);
    const next = tabs[(place + (steps[event.key] ?? 0) + tabs.length) % tabs.length];
    if (steps[event.key] === undefined) return;
    next.focus();
    this.tell('focustab', next.dataset.tab);
  }

  tell(name, tabId) {
    this.dispatchEvent(new CustomEvent(name, { detail: tabId }));
  }
}
