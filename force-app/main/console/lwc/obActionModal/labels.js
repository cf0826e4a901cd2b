import offline from '@salesforce/label/c.OB_Modal_Unanswered';
import sending from '@salesforce/label/c.OB_Modal_Sending';
import session from '@salesforce/label/c.OB_Modal_Session';

export const LABELS = { offline, sending, session };
