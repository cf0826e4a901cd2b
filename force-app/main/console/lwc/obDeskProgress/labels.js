import close from '@salesforce/label/c.OB_Batch_Close';
import refused from '@salesforce/label/c.OB_Batch_Refused';
import rest from '@salesforce/label/c.OB_Batch_Rest';
import sending from '@salesforce/label/c.OB_Batch_Sending';
import stopped from '@salesforce/label/c.OB_Batch_Stopped';

export const LABELS = { close, refused, rest, sending, stopped };
