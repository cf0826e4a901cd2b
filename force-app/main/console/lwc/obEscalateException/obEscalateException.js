/** Hands the exception to a queue, in a case. */
import canEscalate from '@salesforce/customPermission/OB_Escalate_Order';
import ObExceptionQuickAction from 'c/obExceptionQuickAction';

export default class ObEscalateException extends ObExceptionQuickAction {
  actionName = 'escalate';
  isPermitted = canEscalate === true;
}
