import asked from '@salesforce/label/c.OB_Requests_Asked';
import by from '@salesforce/label/c.OB_Requests_By';
import deadline from '@salesforce/label/c.OB_Requests_Deadline';
import expired from '@salesforce/label/c.OB_Requests_Expired';
import heading from '@salesforce/label/c.OB_Requests_Heading';
import overdue from '@salesforce/label/c.OB_Requests_Overdue';
import showEnded from '@salesforce/label/c.OB_Requests_Show_Ended';
import unnamed from '@salesforce/label/c.OB_Requests_Unnamed';

export const LABELS = { asked, by, deadline, expired, heading, overdue, showEnded, unnamed };
