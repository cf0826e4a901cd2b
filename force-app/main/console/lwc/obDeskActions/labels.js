import sentTitle from '@salesforce/label/c.OB_Action_Sent_Title';
import resolve from '@salesforce/label/c.OB_Action_Resolve';
import retry from '@salesforce/label/c.OB_Action_Retry';
import assign from '@salesforce/label/c.OB_Desk_Assign';
import assignedMany from '@salesforce/label/c.OB_Desk_Assigned_Many';
import assignedOne from '@salesforce/label/c.OB_Desk_Assigned_One';
import assignedTitle from '@salesforce/label/c.OB_Desk_Assigned_Title';
import assignSend from '@salesforce/label/c.OB_Desk_Assign_Send';
import takenMany from '@salesforce/label/c.OB_Desk_Taken_Many';
import takenOne from '@salesforce/label/c.OB_Desk_Taken_One';
import takeOver from '@salesforce/label/c.OB_Desk_Take_Over';
import yoursMany from '@salesforce/label/c.OB_Desk_Yours_Many';
import yoursOne from '@salesforce/label/c.OB_Desk_Yours_One';
import explainResolve from '@salesforce/label/c.OB_Explain_Resolve';
import explainRetry from '@salesforce/label/c.OB_Explain_Retry';
import failed from '@salesforce/label/c.OB_State_Failed';

export const LABELS = {
  ...{ assign, assignedMany, assignedOne, assignedTitle, assignSend, explainResolve, explainRetry, failed, resolve, retry },
  ...{ sentTitle, takenMany, takenOne, takeOver, yoursMany, yoursOne },
};
