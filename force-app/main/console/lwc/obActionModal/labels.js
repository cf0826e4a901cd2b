import sending from '@salesforce/label/c.OB_Modal_Sending';
import failed from '@salesforce/label/c.OB_State_Failed';

export const LABELS = { failed, sending };
