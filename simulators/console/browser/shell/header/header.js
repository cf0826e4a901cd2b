import { LightningElement, api } from 'lwc';
import session from '/console/session.js';
import { go } from 'console/go';
import { searchPage } from 'console/page-reference';

/** Search, and what the user sets for themselves. */
export default class Header extends LightningElement {
  texts = session.texts;
  @api userName;
  @api appLabel;
  term = '';

  get languages() {
    return Object.entries(session.languages).map(([value, label]) => ({ label, value, checked: value === session.preferences.language }));
  }

  get darkLabel() {
    return session.preferences.dark ? this.texts.light : this.texts.dark;
  }

  get directionLabel() {
    return session.preferences.rightToLeft ? this.texts.leftToRight : this.texts.rightToLeft;
  }

  handleTerm(event) {
    this.term = event.target.value;
  }

  handleSearch(event) {
    event.preventDefault();
    if (this.term.trim() !== '') go(searchPage(this.term.trim()));
  }

  async handleMenu(event) {
    const choice = event.detail.value;
    if (choice === 'logout') {
      await fetch('/logout', { method: 'POST' });
      location.assign('/login');
      return;
    }
    const { dark, rightToLeft } = session.preferences;
    const changes = { dark: { dark: !dark }, direction: { rightToLeft: !rightToLeft } };
    await this.prefer(changes[choice] ?? { language: choice });
  }

  /** Labels, dates and direction are fixed when a page begins, as on the platform. */
  async prefer(changes) {
    const headers = { 'content-type': 'application/json' };
    await fetch('/console/preferences', { method: 'POST', headers, body: JSON.stringify(changes) });
    location.reload();
  }
}
