/**
 * How far work on many is: what has been sent, what was refused and why, and what is left when the way was cut. Fires `resume` to send the rest and
 * `dismiss` once it was read.
 */
import { LightningElement, api } from 'lwc';
import { problemOf } from 'c/obErrors';
import { quantityText } from 'c/obFormat';
import { problemTexts } from 'c/obProblemTexts';
import { format } from 'c/obText';
import { LABELS } from './labels';

export default class ObDeskProgress extends LightningElement {
  labels = LABELS;

  /** What is done, in words. */
  @api label;
  /** @type {import('c/obBatch').Progress} */
  @api progress;
  /** Numbers of orders by the ids of their exceptions. */
  @api orderNumbers = {};

  get done() {
    return this.progress.answers.length;
  }

  get sendingText() {
    const { total } = this.progress;
    return this.progress.isRunning ? format(LABELS.sending, this.label, quantityText(this.done), quantityText(total)) : '';
  }

  get problem() {
    const { failure, total } = this.progress;
    if (!failure) return '';
    const [reason] = problemTexts(problemOf(failure));
    return format(LABELS.stopped, quantityText(this.done), quantityText(total), reason);
  }

  get refusals() {
    return this.progress.answers
      .filter(({ refusal }) => refusal)
      .map(({ exceptionId, refusal }) => ({
        key: exceptionId,
        text: [this.orderNumbers[exceptionId], refusal].filter(Boolean).join(': '),
      }));
  }

  get hasRefusals() {
    return this.refusals.length > 0;
  }

  get refusedText() {
    return format(LABELS.refused, quantityText(this.refusals.length));
  }

  get isOver() {
    return !this.progress.isRunning;
  }

  resume() {
    this.dispatchEvent(new CustomEvent('resume'));
  }

  dismiss() {
    this.dispatchEvent(new CustomEvent('dismiss'));
  }
}
