import failed from '@salesforce/label/c.OB_State_Failed';
import offline from '@salesforce/label/c.OB_State_Offline';
import session from '@salesforce/label/c.OB_State_Session';

export const LABELS = { failed, offline, session };
