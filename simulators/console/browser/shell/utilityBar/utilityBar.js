import { LightningElement, api } from 'lwc';
import session from '/console/session.js';
import { theModel } from 'console/model';

/** The app's utility items, at hand on every page. A closed item keeps what it shows. */
export default class UtilityBar extends LightningElement {
  texts = session.texts;
  @api name;
  opened = new Set();
  current;

  get items() {
    const page = theModel().pages[this.name];
    const all = Object.values(page?.regions ?? {}).flat();
    return all
      .filter(({ kind }) => kind === 'component')
      .map(({ name, properties }, index) => {
        const key = `utility-${index}`;
        const isOpen = this.current === key;
        const { label = name, icon = 'utility:connected_apps', ...others } = properties;
        const { eager } = others;
        return {
          key,
          name,
          label,
          icon: icon.includes(':') ? icon : `utility:${icon}`,
          properties: others,
          isOpen,
          isMade: isOpen || this.opened.has(key) || eager === 'true',
          expanded: String(isOpen),
          panelClass: isOpen ? 'console-utility-panel' : 'console-utility-panel slds-hide',
          buttonClass: isOpen ? 'slds-button console-utility-button console-utility-button_open' : 'slds-button console-utility-button',
        };
      });
  }

  get hasItems() {
    return this.items.length > 0;
  }

  handleToggle(event) {
    const { key } = event.currentTarget.dataset;
    this.opened = new Set([...this.opened, key]);
    this.current = this.current === key ? undefined : key;
  }

  handleKey(event) {
    if (event.key !== 'Escape' || this.current === undefined) return;
    const { current } = this;
    this.current = undefined;
    this.template.querySelector(`button[data-key="${current}"]`).focus();
  }
}
