/** A wish with a text: a reason or a note. */
import { api } from 'lwc';
import ObActionModal from 'c/obActionModal';
import { LABELS } from './labels';

export default class ObReasonModal extends ObActionModal {
  labels = LABELS;
  typedProperties = ['text'];
  text = '';
  caseId = '';

  @api heading;
  /** What will happen. */
  @api explanation;
  @api textLabel = LABELS.reason;
  @api maxLength = 120;
  @api isOptional = false;
  @api sendLabel;
  /** Another text is another wish, as with notes; elsewhere it is the same wish in other words. */
  @api isTextTheWish = false;
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
    const about = this.caseId && { caseId: this.caseId };
    const content = { text: this.text.trim(), ...about };
    await this.sendContent(content, this.isTextTheWish ? content : { ...about });
  }
}
