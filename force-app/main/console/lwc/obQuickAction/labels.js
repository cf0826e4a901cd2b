import notPermitted from '@salesforce/label/c.OB_Action_Not_Permitted';
import failed from '@salesforce/label/c.OB_State_Failed';

export const LABELS = { failed, notPermitted };
