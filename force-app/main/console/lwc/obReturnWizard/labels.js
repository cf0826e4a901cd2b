import noCase from '@salesforce/label/c.OB_Case_None';
import notANumber from '@salesforce/label/c.OB_Fault_Not_A_Number';
import tooFine from '@salesforce/label/c.OB_Fault_Too_Fine';
import tooMany from '@salesforce/label/c.OB_Fault_Too_Many';
import tooSmall from '@salesforce/label/c.OB_Fault_Too_Small';
import back from '@salesforce/label/c.OB_Modal_Back';
import cancel from '@salesforce/label/c.OB_Modal_Close';
import next from '@salesforce/label/c.OB_Modal_Next';
import reason from '@salesforce/label/c.OB_Modal_Reason';
import arrivedLate from '@salesforce/label/c.OB_Return_Arrived_Late';
import chooseItems from '@salesforce/label/c.OB_Return_Choose_Items';
import condition from '@salesforce/label/c.OB_Return_Condition';
import damaged from '@salesforce/label/c.OB_Return_Damaged';
import defective from '@salesforce/label/c.OB_Return_Defective';
import estimate from '@salesforce/label/c.OB_Return_Estimate';
import exchange from '@salesforce/label/c.OB_Return_Exchange';
import heading from '@salesforce/label/c.OB_Return_Heading';
import missingParts from '@salesforce/label/c.OB_Return_Missing_Parts';
import noEstimate from '@salesforce/label/c.OB_Return_No_Estimate';
import noLongerWanted from '@salesforce/label/c.OB_Return_No_Longer_Wanted';
import notAsDescribed from '@salesforce/label/c.OB_Return_Not_As_Described';
import note from '@salesforce/label/c.OB_Return_Note';
import nothing from '@salesforce/label/c.OB_Return_Nothing';
import opened from '@salesforce/label/c.OB_Return_Opened';
import other from '@salesforce/label/c.OB_Return_Other';
import quantity from '@salesforce/label/c.OB_Return_Quantity';
import refund from '@salesforce/label/c.OB_Return_Refund';
import resolution from '@salesforce/label/c.OB_Return_Resolution';
import send from '@salesforce/label/c.OB_Return_Send';
import step from '@salesforce/label/c.OB_Return_Step';
import storeCredit from '@salesforce/label/c.OB_Return_Store_Credit';
import unopened from '@salesforce/label/c.OB_Return_Unopened';
import until from '@salesforce/label/c.OB_Return_Until';
import wrongItem from '@salesforce/label/c.OB_Return_Wrong_Item';
import part from '@salesforce/label/c.OB_Shipments_Part';

export const LABELS = {
  arrivedLate,
  back,
  cancel,
  chooseItems,
  condition,
  damaged,
  defective,
  estimate,
  exchange,
  heading,
  missingParts,
  next,
  noCase,
  noEstimate,
  noLongerWanted,
  notANumber,
  notAsDescribed,
  note,
  nothing,
  opened,
  other,
  part,
  quantity,
  reason,
  refund,
  resolution,
  send,
  step,
  storeCredit,
  tooFine,
  tooMany,
  tooSmall,
  unopened,
  until,
  wrongItem,
};
