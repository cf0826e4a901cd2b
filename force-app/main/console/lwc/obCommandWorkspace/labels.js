import answer from '@salesforce/label/c.OB_CommandPage_Answer';
import by from '@salesforce/label/c.OB_CommandPage_By';
import deadline from '@salesforce/label/c.OB_CommandPage_Deadline';
import loading from '@salesforce/label/c.OB_CommandPage_Loading';
import partial from '@salesforce/label/c.OB_CommandPage_Partial';
import technical from '@salesforce/label/c.OB_CommandPage_Technical';
import unnamed from '@salesforce/label/c.OB_CommandPage_Unnamed';
import updated from '@salesforce/label/c.OB_CommandPage_Updated';
import refresh from '@salesforce/label/c.OB_Header_Refresh';
import reason from '@salesforce/label/c.OB_Modal_Reason';
import status from '@salesforce/label/c.OB_ReturnPage_Status';

export const LABELS = { answer, by, deadline, loading, partial, reason, refresh, status, technical, unnamed, updated };
