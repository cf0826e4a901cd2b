import send from '@salesforce/label/c.OB_Action_Submit';
import cancel from '@salesforce/label/c.OB_Modal_Close';
import again from '@salesforce/label/c.OB_Submit_Again';
import checking from '@salesforce/label/c.OB_Submit_Checking';
import degraded from '@salesforce/label/c.OB_Submit_Degraded';
import findings from '@salesforce/label/c.OB_Submit_Findings';
import fine from '@salesforce/label/c.OB_Submit_Fine';
import heading from '@salesforce/label/c.OB_Submit_Heading';
import line from '@salesforce/label/c.OB_Submit_Line';

export const LABELS = { again, cancel, checking, degraded, findings, fine, heading, line, send };
