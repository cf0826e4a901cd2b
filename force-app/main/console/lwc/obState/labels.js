import failed from '@salesforce/label/c.OB_State_Failed';
import loading from '@salesforce/label/c.OB_State_Loading';
import missing from '@salesforce/label/c.OB_State_Missing';
import noAccess from '@salesforce/label/c.OB_State_No_Access';
import notFound from '@salesforce/label/c.OB_State_Not_Found';
import offline from '@salesforce/label/c.OB_State_Offline';
import retry from '@salesforce/label/c.OB_State_Retry';
import session from '@salesforce/label/c.OB_State_Session';

export const LABELS = { failed, loading, missing, noAccess, notFound, offline, retry, session };
