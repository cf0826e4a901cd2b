import sent from '@salesforce/label/c.OB_ExceptionPage_Sent';
import notFound from '@salesforce/label/c.OB_Exception_Not_Found';
import resolved from '@salesforce/label/c.OB_Exception_Resolved';

export const LABELS = { notFound, resolved, sent };
