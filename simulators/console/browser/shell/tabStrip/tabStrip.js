import { LightningElement, api } from 'lwc';

/** Open tabs side by side. Arrow keys move between them, Delete closes one. */
export default class TabStrip extends LightningElement {
  @api tabs = [];

  get items() {
    return this.tabs.map((tab) => ({
      ...tab,
      label: tab.label || 'Loading …',
      itemClass: `console-tab${tab.focused ? ' console-tab_active' : ''}${tab.highlighted ? ' console-tab_highlighted' : ''}`,
      selected: tab.focused ? 'true' : 'false',
      tabIndex: tab.focused ? '0' : '-1',
      closeLabel: `Close ${tab.label}`,
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
