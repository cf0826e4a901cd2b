import caseCreated from '@salesforce/label/c.OB_Action_Case_Created';
import caseLinked from '@salesforce/label/c.OB_Action_Case_Linked';
import escalate from '@salesforce/label/c.OB_Action_Escalate';
import resolve from '@salesforce/label/c.OB_Action_Resolve';
import retry from '@salesforce/label/c.OB_Action_Retry';
import caseNumber from '@salesforce/label/c.OB_Banner_Case';
import heading from '@salesforce/label/c.OB_Banner_Heading';
import loading from '@salesforce/label/c.OB_ExceptionPage_Loading';
import noStatus from '@salesforce/label/c.OB_ExceptionPage_No_Status';
import partial from '@salesforce/label/c.OB_ExceptionPage_Partial';
import resolvedAt from '@salesforce/label/c.OB_ExceptionPage_Resolved_At';
import sent from '@salesforce/label/c.OB_ExceptionPage_Sent';
import updated from '@salesforce/label/c.OB_ExceptionPage_Updated';
import explainEscalate from '@salesforce/label/c.OB_Explain_Escalate';
import explainResolve from '@salesforce/label/c.OB_Explain_Resolve';
import explainRetry from '@salesforce/label/c.OB_Explain_Retry';
import refresh from '@salesforce/label/c.OB_Header_Refresh';

export const LABELS = {
  caseCreated,
  caseLinked,
  caseNumber,
  escalate,
  explainEscalate,
  explainResolve,
  explainRetry,
  heading,
  loading,
  noStatus,
  partial,
  refresh,
  resolve,
  resolvedAt,
  retry,
  sent,
  updated,
};
