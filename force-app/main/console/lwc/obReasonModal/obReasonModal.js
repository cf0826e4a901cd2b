/** A wish with a text: a reason or a note. */
import { api } from 'lwc';
import ObActionModal from 'c/obActionModal';
import { LABELS } from './labels';

export default class ObReasonModal extends ObActionModal {
  labels = LABELS;
  text = '';

  @api heading;
  /** What will happen. */
  @api explanation;
  @api textLabel = LABELS.reason;
  @api maxLength = 120;
  @api isOptional = false;
  @api sendLabel;

  get isRequired() {
    return !this.isOptional;
  }

  type(event) {
    this.text = event.detail.value;
  }

  async submit() {
    if (this.reportFields()) await this.sendContent({ text: this.text.trim() });
  }
}
