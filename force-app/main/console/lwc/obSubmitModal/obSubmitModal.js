/**
 * Submits a drafted order after a check with the broker. If the broker is away the order may still be submitted: it is kept,
 * and checked when the broker is back. Closes with the answer.
 */
import { api } from 'lwc';
import ObActionModal from 'c/obActionModal';
import { findingsOf } from 'c/obDraftModel';
import { problemOf } from 'c/obErrors';
import { LABELS } from './labels';

export default class ObSubmitModal extends ObActionModal {
  labels = LABELS;
  sendLabel = LABELS.send;
  validation;
  validationProblem;

  /** Asks the broker what it makes of the order. @type {() => Promise<object>} */
  @api validate;

  connectedCallback() {
    this.check();
  }

  async check() {
    this.validation = undefined;
    this.validationProblem = undefined;
    try {
      this.validation = await this.validate();
    } catch (error) {
      this.validationProblem = problemOf(error);
    }
  }

  get isChecking() {
    return !this.validation && !this.validationProblem;
  }

  /** The broker could not be asked, or asked in full. */
  get isDegraded() {
    return Boolean(this.validationProblem) || this.validation?.degraded === true;
  }

  get isFine() {
    return this.validation?.valid === true && !this.isDegraded;
  }

  get hasFindings() {
    return this.findings.length > 0;
  }

  get findings() {
    return findingsOf(this.validation, LABELS.line);
  }

  /** What the broker found wrong is corrected first. */
  get isLocked() {
    return this.isSending || this.isChecking || this.validation?.valid === false;
  }

  get isBusy() {
    return this.isSending || this.isChecking;
  }

  async submit() {
    await this.sendContent({});
  }
}
