/** Stand-in for `lightning/modal`, which the test tool lacks: a modal is a component whose `close` is watched. */
import { LightningElement, api } from 'lwc';

export default class LightningModal extends LightningElement {
  @api size;
  @api label;
  @api description;
  @api disableClose = false;
  static open = jest.fn(() => Promise.resolve(undefined));
  @api close(result) {
    this.dispatchEvent(new CustomEvent('modalclosed', { detail: result }));
  }
}
