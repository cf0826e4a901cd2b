import escalate from '@salesforce/label/c.OB_Action_Escalate';
import resolve from '@salesforce/label/c.OB_Action_Resolve';
import retry from '@salesforce/label/c.OB_Action_Retry';
import attempts from '@salesforce/label/c.OB_Banner_Attempts';
import caseNumber from '@salesforce/label/c.OB_Banner_Case';
import heading from '@salesforce/label/c.OB_Banner_Heading';
import appeared from '@salesforce/label/c.OB_Banner_New';
import next from '@salesforce/label/c.OB_Banner_Next';
import noNext from '@salesforce/label/c.OB_Banner_No_Next';
import otherOne from '@salesforce/label/c.OB_Banner_Other_One';
import others from '@salesforce/label/c.OB_Banner_Others';
import record from '@salesforce/label/c.OB_Banner_Record';
import since from '@salesforce/label/c.OB_Banner_Since';
import turn from '@salesforce/label/c.OB_Banner_Turn';

export const LABELS = {
  appeared,
  attempts,
  caseNumber,
  escalate,
  heading,
  next,
  noNext,
  otherOne,
  others,
  record,
  resolve,
  retry,
  since,
  turn,
};
