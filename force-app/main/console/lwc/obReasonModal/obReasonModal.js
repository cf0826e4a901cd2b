/** A wish with a text: a reason or a note. */
import { api } from 'lwc';
import ObActionModal from 'c/obActionModal';
import { LABELS } from './labels';

export default class ObReasonModal extends ObActionModal {
  labels = LABELS;
  text = '';
  caseId = '';

  @api heading;
  /** What will happen. */
  @api explanation;
  @api textLabel = LABELS.reason;
  @api maxLength = 120;
  @api isOptional = false;
  @api sendLabel;
  /** The order whose cases may be chosen from, in place of a new one; left out where a case is no matter. */
  @api caseOrderId;

  get isRequired() {
    return !this.isOptional;
  }

  type(event) {
    this.text = event.detail.value;
  }

  chooseCase({ detail }) {
    this.caseId = detail;
  }

  async submit() {
    if (!this.reportFields()) return;
    await this.sendContent({ text: this.text.trim(), ...(this.caseId && { caseId: this.caseId }) });
  }
}
