/**
 * What every modal that asks for something has in common: it sends once, stays open with what was typed if it could not be
 * sent, and closes with the answer. Each has a template and a content of its own.
 */
import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import USER_ID from '@salesforce/user/Id';
import { problemOf } from 'c/obErrors';
import { makeIntents, makeSender } from 'c/obIntent';
import { makeKept } from 'c/obKept';
import { problemTexts } from 'c/obProblemTexts';
import { LABELS } from './labels';

/** Of all dialogues: an answer may get lost, and the dialogue be opened once more, also after the page was loaded again. */
const KEPT = makeKept({ storage: () => sessionStorage, userId: USER_ID, now: Date.now });

async function digest(text) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const INTENTS = makeIntents({ newKey: () => crypto.randomUUID(), digest, kept: KEPT });

/** Nobody answered: what was sent may have arrived, or not. */
const UNANSWERED = { session: LABELS.session, offline: LABELS.offline };

export default class ObActionModal extends LightningModal {
  isSending = false;
  problem;

  /** Asks the org: takes the content with its `idempotencyKey`, answers what was made of it. */
  @api call;

  /** The action and its record: what is asked of them again, is the same wish. Without it, each dialogue is on its own. */
  @api subject = crypto.randomUUID();

  /** Names of the properties that hold what was typed: where nobody answered, they are kept for who opens the dialogue again. */
  typedProperties = [];

  sendOnce = makeSender(INTENTS);

  connectedCallback() {
    const typed = KEPT.get(this.typedName) ?? {};
    for (const name of this.typedProperties) if (typed[name] !== undefined) this[name] = typed[name];
  }

  get typedName() {
    return `typed:${this.subject}`;
  }

  /** A sentence, or nothing. */
  get problemText() {
    if (!this.problem) return '';
    return UNANSWERED[this.problem.kind] ?? problemTexts(this.problem)[0];
  }

  get sendText() {
    return this.isSending ? LABELS.sending : this.sendLabel;
  }

  /**
   * Pressing a button takes the focus from no field: a field that is left shows or hides its fault, the dialogue changes its
   * height, and the button would no longer be under the pointer when it is let go, which loses the click.
   */
  keepFocus(event) {
    event.preventDefault();
  }

  giveUp() {
    KEPT.remove(this.typedName);
    this.close();
  }

  /** Says why it is not sent. @param {string} message */
  refuse(message) {
    this.problem = { kind: 'refused', messages: [message], code: undefined };
  }

  /** @param {object} content @param {unknown} wish what of it makes another wish: the words in which somebody explains it do not */
  async sendContent(content, wish = content) {
    this.isSending = true;
    this.disableClose = true;
    const sent = await this.sendOnce({ subject: this.subject, content, wish }, this.call);
    this.isSending = false;
    this.disableClose = false;
    if (sent?.answer !== undefined) this.end(sent.answer);
    else this.takeProblem(problemOf(sent?.error));
  }

  end(answer) {
    KEPT.remove(this.typedName);
    this.close(answer);
  }

  takeProblem(problem) {
    this.problem = problem;
    const isUnanswered = UNANSWERED[problem?.kind] !== undefined;
    if (isUnanswered) KEPT.set(this.typedName, Object.fromEntries(this.typedProperties.map((name) => [name, this[name]])));
  }

  /** Whether everything that was typed may be sent; shows at each field what is wrong. */
  reportFields() {
    const fields = this.template.querySelectorAll('lightning-textarea, lightning-input, lightning-combobox, lightning-radio-group');
    return [...fields].map((field) => field.reportValidity()).every(Boolean);
  }
}
