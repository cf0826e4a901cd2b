/**
 * What every modal that asks for something has in common: it sends once, stays open with what was typed if it could not be
 * sent, and closes with the answer. Each has a template and a content of its own.
 */
import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { problemOf } from 'c/obErrors';
import { makeIntents, makeSender } from 'c/obIntent';
import { LABELS } from './labels';

/** For all dialogues of the page, as long as it is not loaded again: an answer may get lost, and the dialogue be closed and opened once more. */
const INTENTS = makeIntents(() => crypto.randomUUID(), Date.now);

export default class ObActionModal extends LightningModal {
  isSending = false;
  problem;

  /** Asks the org: takes the content with its `idempotencyKey`, answers what was made of it. */
  @api call;

  /** The action and its record: what is asked of them again, is the same wish. Without it, each dialogue is on its own. */
  @api subject = crypto.randomUUID();

  sendOnce = makeSender(INTENTS);

  /** A sentence, or nothing. */
  get problemText() {
    return this.problem ? this.problem.messages[0] || LABELS.failed : '';
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
    if (sent?.answer !== undefined) this.close(sent.answer);
    else this.problem = problemOf(sent?.error);
  }

  /** Whether everything that was typed may be sent; shows at each field what is wrong. */
  reportFields() {
    const fields = this.template.querySelectorAll('lightning-textarea, lightning-input, lightning-combobox, lightning-radio-group');
    return [...fields].map((field) => field.reportValidity()).every(Boolean);
  }
}
