import { LightningElement } from 'lwc';
import session from '/console/session.js';

/** Stands above everything else in the page, dialogues too, which nobody can use any more. */
export default class SessionEnded extends LightningElement {
  texts = session.texts;

  connectedCallback() {
    for (const other of document.body.children) other.inert = other !== this.template.host;
  }

  renderedCallback() {
    this.refs.login.focus();
  }

  handleLogin() {
    location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
  }
}
