import addNote from '@salesforce/label/c.OB_Action_Add_Note';
import cancel from '@salesforce/label/c.OB_Action_Cancel';
import caseCreated from '@salesforce/label/c.OB_Action_Case_Created';
import caseLinked from '@salesforce/label/c.OB_Action_Case_Linked';
import changeDelivery from '@salesforce/label/c.OB_Action_Change_Delivery';
import escalate from '@salesforce/label/c.OB_Action_Escalate';
import hold from '@salesforce/label/c.OB_Action_Hold';
import liftHold from '@salesforce/label/c.OB_Action_Lift_Hold';
import noted from '@salesforce/label/c.OB_Action_Noted';
import repeated from '@salesforce/label/c.OB_Action_Repeated';
import replay from '@salesforce/label/c.OB_Action_Replay';
import resolve from '@salesforce/label/c.OB_Action_Resolve';
import retry from '@salesforce/label/c.OB_Action_Retry';
import sent from '@salesforce/label/c.OB_Action_Sent';
import sentTitle from '@salesforce/label/c.OB_Action_Sent_Title';
import startReturn from '@salesforce/label/c.OB_Action_Start_Return';
import submit from '@salesforce/label/c.OB_Action_Submit';
import explainEscalate from '@salesforce/label/c.OB_Explain_Escalate';
import explainHold from '@salesforce/label/c.OB_Explain_Hold';
import explainLiftHold from '@salesforce/label/c.OB_Explain_Lift_Hold';
import explainNote from '@salesforce/label/c.OB_Explain_Note';
import explainReplay from '@salesforce/label/c.OB_Explain_Replay';
import explainResolve from '@salesforce/label/c.OB_Explain_Resolve';
import explainRetry from '@salesforce/label/c.OB_Explain_Retry';
import noteText from '@salesforce/label/c.OB_Note_Text';

export const LABELS = {
  addNote,
  cancel,
  caseCreated,
  caseLinked,
  changeDelivery,
  escalate,
  explainEscalate,
  explainHold,
  explainLiftHold,
  explainNote,
  explainReplay,
  explainResolve,
  explainRetry,
  hold,
  liftHold,
  noteText,
  noted,
  repeated,
  replay,
  resolve,
  retry,
  sent,
  sentTitle,
  startReturn,
  submit,
};
