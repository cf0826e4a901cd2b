import newCase from '@salesforce/label/c.OB_Case_New';
import cancel from '@salesforce/label/c.OB_Modal_Close';
import reason from '@salesforce/label/c.OB_Modal_Reason';

export const LABELS = { cancel, newCase, reason };
