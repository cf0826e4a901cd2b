import sent from '@salesforce/label/c.OB_Action_Sent';
import sentTitle from '@salesforce/label/c.OB_Action_Sent_Title';
import caseNumber from '@salesforce/label/c.OB_Banner_Case';
import never from '@salesforce/label/c.OB_Fresh_Never';
import offline from '@salesforce/label/c.OB_Fresh_Offline';
import stale from '@salesforce/label/c.OB_Fresh_Stale';
import document from '@salesforce/label/c.OB_Header_Document';
import refresh from '@salesforce/label/c.OB_Header_Refresh';
import reason from '@salesforce/label/c.OB_Modal_Reason';
import opensTab from '@salesforce/label/c.OB_Opens_New_Tab';
import asOf from '@salesforce/label/c.OB_ReturnPage_As_Of';
import asked from '@salesforce/label/c.OB_ReturnPage_Asked';
import authorized from '@salesforce/label/c.OB_ReturnPage_Authorized';
import credited from '@salesforce/label/c.OB_ReturnPage_Credited';
import due from '@salesforce/label/c.OB_ReturnPage_Due';
import explainTakeBack from '@salesforce/label/c.OB_ReturnPage_Explain_Take_Back';
import heading from '@salesforce/label/c.OB_ReturnPage_Heading';
import label from '@salesforce/label/c.OB_ReturnPage_Label';
import loading from '@salesforce/label/c.OB_ReturnPage_Loading';
import partial from '@salesforce/label/c.OB_ReturnPage_Partial';
import received from '@salesforce/label/c.OB_ReturnPage_Received';
import refused from '@salesforce/label/c.OB_ReturnPage_Refused';
import reported from '@salesforce/label/c.OB_ReturnPage_Reported';
import status from '@salesforce/label/c.OB_ReturnPage_Status';
import takeBack from '@salesforce/label/c.OB_ReturnPage_Take_Back';
import refund from '@salesforce/label/c.OB_Return_Refund';
import resolution from '@salesforce/label/c.OB_Return_Resolution';
import unknownLine from '@salesforce/label/c.OB_Shipments_Unknown_Line';
import unknownStatus from '@salesforce/label/c.OB_Status_Unknown';
import updated from '@salesforce/label/c.OB_Workspace_Updated';

export const LABELS = {
  asOf,
  asked,
  authorized,
  caseNumber,
  credited,
  document,
  due,
  explainTakeBack,
  heading,
  label,
  loading,
  never,
  offline,
  opensTab,
  partial,
  reason,
  received,
  refresh,
  refund,
  refused,
  reported,
  resolution,
  sent,
  sentTitle,
  stale,
  status,
  takeBack,
  unknownLine,
  unknownStatus,
  updated,
};
