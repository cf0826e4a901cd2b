import notPermitted from '@salesforce/label/c.OB_Action_Not_Permitted';

export const LABELS = { notPermitted };
