import nobody from '@salesforce/label/c.OB_Assign_Nobody';
import owner from '@salesforce/label/c.OB_Assign_Owner';
import queue from '@salesforce/label/c.OB_Assign_Queue';
import search from '@salesforce/label/c.OB_Assign_Search';
import cancel from '@salesforce/label/c.OB_Modal_Close';

export const LABELS = { cancel, nobody, owner, queue, search };
