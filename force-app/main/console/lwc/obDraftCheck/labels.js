import heading from '@salesforce/label/c.OB_Check_Heading';
import idle from '@salesforce/label/c.OB_Check_Idle';
import again from '@salesforce/label/c.OB_Submit_Again';
import checking from '@salesforce/label/c.OB_Submit_Checking';
import degraded from '@salesforce/label/c.OB_Submit_Degraded';
import findings from '@salesforce/label/c.OB_Submit_Findings';
import fine from '@salesforce/label/c.OB_Submit_Fine';
import line from '@salesforce/label/c.OB_Submit_Line';

export const LABELS = { again, checking, degraded, findings, fine, heading, idle, line };
