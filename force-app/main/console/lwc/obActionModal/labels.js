import offline from '@salesforce/label/c.OB_Modal_Unanswered';
import sending from '@salesforce/label/c.OB_Modal_Sending';
import session from '@salesforce/label/c.OB_Modal_Session';
import failed from '@salesforce/label/c.OB_State_Failed';

export const LABELS = { failed, offline, sending, session };
