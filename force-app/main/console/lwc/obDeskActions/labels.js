import resolve from '@salesforce/label/c.OB_Action_Resolve';
import retry from '@salesforce/label/c.OB_Action_Retry';
import assign from '@salesforce/label/c.OB_Desk_Assign';
import assignSend from '@salesforce/label/c.OB_Desk_Assign_Send';
import takeOver from '@salesforce/label/c.OB_Desk_Take_Over';
import explainResolve from '@salesforce/label/c.OB_Explain_Resolve';
import explainRetry from '@salesforce/label/c.OB_Explain_Retry';
import failed from '@salesforce/label/c.OB_State_Failed';

export const LABELS = { assign, assignSend, explainResolve, explainRetry, failed, resolve, retry, takeOver };
