import caseNumber from '@salesforce/label/c.OB_Banner_Case';
import heading from '@salesforce/label/c.OB_Banner_Heading';
import loading from '@salesforce/label/c.OB_ExceptionPage_Loading';
import noStatus from '@salesforce/label/c.OB_ExceptionPage_No_Status';
import partial from '@salesforce/label/c.OB_ExceptionPage_Partial';
import resolvedAt from '@salesforce/label/c.OB_ExceptionPage_Resolved_At';
import sent from '@salesforce/label/c.OB_ExceptionPage_Sent';
import updated from '@salesforce/label/c.OB_ExceptionPage_Updated';
import refresh from '@salesforce/label/c.OB_Header_Refresh';

export const LABELS = {
  caseNumber,
  heading,
  loading,
  noStatus,
  partial,
  refresh,
  resolvedAt,
  sent,
  updated,
};
