/** Asks the broker to try again what failed. */
import canOperate from '@salesforce/customPermission/OB_Replay_Command';
import ObExceptionQuickAction from 'c/obExceptionQuickAction';
import { LABELS } from './labels';

export default class ObRetryException extends ObExceptionQuickAction {
  actionName = 'retry';
  isPermitted = canOperate === true;

  refusalOf(page) {
    return super.refusalOf(page) || (page.exception.actions.includes('RETRY') ? '' : LABELS.notAllowed);
  }
}
