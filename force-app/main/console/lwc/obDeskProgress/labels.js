import close from '@salesforce/label/c.OB_Batch_Close';
import refused from '@salesforce/label/c.OB_Batch_Refused';
import rest from '@salesforce/label/c.OB_Batch_Rest';
import sending from '@salesforce/label/c.OB_Batch_Sending';
import stopped from '@salesforce/label/c.OB_Batch_Stopped';
import failed from '@salesforce/label/c.OB_State_Failed';

export const LABELS = { close, failed, refused, rest, sending, stopped };
