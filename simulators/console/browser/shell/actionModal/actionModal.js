import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { declared } from 'console/declared';
import { CLOSE_ACTION_SCREEN } from 'lightning/actions';

/** The screen of a quick action. */
export default class ActionModal extends LightningModal {
  @api component;
  @api recordId;
  @api objectApiName;

  connectedCallback() {
    this.template.addEventListener(CLOSE_ACTION_SCREEN, () => this.close());
  }

  get properties() {
    return declared(this.component, { recordId: this.recordId, objectApiName: this.objectApiName });
  }
}
