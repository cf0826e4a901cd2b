import notAllowed from '@salesforce/label/c.OB_Exception_Not_Allowed';

export const LABELS = { notAllowed };
