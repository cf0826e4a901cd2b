/**
 * What quick actions have in common. They are headless: what the action bar opens is a modal already, and nobody should meet another form for
 * the same wish (docs/decisions/0021). Document: "Create Headless Quick Actions" of the LWC guide, which gives the record's id, and calls
 * `invoke` at every press, also while an earlier one goes on.
 */
import { LightningElement, api } from 'lwc';
import LightningAlert from 'lightning/alert';
import { RefreshEvent } from 'lightning/refresh';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { ACTION_LABELS, openAction } from 'c/obActions';
import { problemOf } from 'c/obErrors';
import { problemTexts } from 'c/obProblemTexts';
import { LABELS } from './labels';

export default class ObQuickAction extends LightningElement {
  /** A name of `c/obActions`. */
  actionName;
  isRunning = false;

  @api recordId;

  @api async invoke() {
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      await this.run();
    } catch (error) {
      const [message] = problemTexts(problemOf(error));
      await this.explain(message);
    }
    this.isRunning = false;
  }

  /** Says why the action cannot be, and waits until it is read. */
  explain(message = LABELS.notPermitted) {
    return LightningAlert.open({ message, label: ACTION_LABELS[this.actionName], theme: 'shade' });
  }

  /** Opens the modal of the action, and tells of what was taken. */
  async ask(context) {
    const taken = await openAction(this.actionName, context);
    if (!taken) return;
    const { title, message } = taken;
    this.dispatchEvent(new ShowToastEvent({ title, message, variant: 'success' }));
    await this.refreshPage();
  }

  /** Asks whatever shows the record to read it again. */
  async refreshPage() {
    this.dispatchEvent(new RefreshEvent());
    await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
  }
}
