import adapterFault from '@salesforce/label/c.OB_Trouble_Adapter_Fault';
import alreadySubmitted from '@salesforce/label/c.OB_Trouble_Already_Submitted';
import asksToWait from '@salesforce/label/c.OB_Trouble_Asks_To_Wait';
import cancelledAfterRelease from '@salesforce/label/c.OB_Trouble_Cancelled_After_Release';
import circuitOpen from '@salesforce/label/c.OB_Trouble_Circuit_Open';
import closedWithOpenQuantities from '@salesforce/label/c.OB_Trouble_Closed_With_Open_Quantities';
import contractBroken from '@salesforce/label/c.OB_Trouble_Contract_Broken';
import documentDiffers from '@salesforce/label/c.OB_Trouble_Document_Differs';
import documentExists from '@salesforce/label/c.OB_Trouble_Document_Exists';
import duplicated from '@salesforce/label/c.OB_Trouble_Duplicated';
import erpShippedMore from '@salesforce/label/c.OB_Trouble_Erp_Shipped_More';
import foreignLines from '@salesforce/label/c.OB_Trouble_Foreign_Lines';
import fulfilledWithOpenQuantities from '@salesforce/label/c.OB_Trouble_Fulfilled_With_Open_Quantities';
import lockedOut from '@salesforce/label/c.OB_Trouble_Locked_Out';
import messageSetApart from '@salesforce/label/c.OB_Trouble_Message_Set_Apart';
import noAnswer from '@salesforce/label/c.OB_Trouble_No_Answer';
import noClearAnswer from '@salesforce/label/c.OB_Trouble_No_Clear_Answer';
import notExecuted from '@salesforce/label/c.OB_Trouble_Not_Executed';
import notFoundYet from '@salesforce/label/c.OB_Trouble_Not_Found_Yet';
import notRoutable from '@salesforce/label/c.OB_Trouble_Not_Routable';
import orderInvalid from '@salesforce/label/c.OB_Trouble_Order_Invalid';
import orderNotFound from '@salesforce/label/c.OB_Trouble_Order_Not_Found';
import orderStuck from '@salesforce/label/c.OB_Trouble_Order_Stuck';
import parentLineUnknown from '@salesforce/label/c.OB_Trouble_Parent_Line_Unknown';
import promisedBeyondWanted from '@salesforce/label/c.OB_Trouble_Promised_Beyond_Wanted';
import refundFailed from '@salesforce/label/c.OB_Trouble_Refund_Failed';
import releaseRefused from '@salesforce/label/c.OB_Trouble_Release_Refused';
import returnedAfterEnd from '@salesforce/label/c.OB_Trouble_Returned_After_End';
import returnedMoreThanAuthorized from '@salesforce/label/c.OB_Trouble_Returned_More_Than_Authorized';
import returnedOtherLine from '@salesforce/label/c.OB_Trouble_Returned_Other_Line';
import routeCannotCreate from '@salesforce/label/c.OB_Trouble_Route_Cannot_Create';
import routeCannotRelease from '@salesforce/label/c.OB_Trouble_Route_Cannot_Release';
import secondDocument from '@salesforce/label/c.OB_Trouble_Second_Document';
import shippedMoreThanWanted from '@salesforce/label/c.OB_Trouble_Shipped_More_Than_Wanted';
import shorted from '@salesforce/label/c.OB_Trouble_Shorted';
import silentFall from '@salesforce/label/c.OB_Trouble_Silent_Fall';
import totalOutOfRange from '@salesforce/label/c.OB_Trouble_Total_Out_Of_Range';
import unfinished from '@salesforce/label/c.OB_Trouble_Unfinished';
import unknownCommand from '@salesforce/label/c.OB_Trouble_Unknown_Command';
import unknownOrder from '@salesforce/label/c.OB_Trouble_Unknown_Order';
import unknownRelease from '@salesforce/label/c.OB_Trouble_Unknown_Release';
import unknownReturn from '@salesforce/label/c.OB_Trouble_Unknown_Return';
import unmappedStatus from '@salesforce/label/c.OB_Trouble_Unmapped_Status';
import unreachable from '@salesforce/label/c.OB_Trouble_Unreachable';
import unsupportedIntent from '@salesforce/label/c.OB_Trouble_Unsupported_Intent';
import untrusted from '@salesforce/label/c.OB_Trouble_Untrusted';
import valueDoesNotFit from '@salesforce/label/c.OB_Trouble_Value_Does_Not_Fit';
import wrongItemReturned from '@salesforce/label/c.OB_Trouble_Wrong_Item_Returned';

export const LABELS = {
  adapterFault,
  alreadySubmitted,
  asksToWait,
  cancelledAfterRelease,
  circuitOpen,
  closedWithOpenQuantities,
  contractBroken,
  documentDiffers,
  documentExists,
  duplicated,
  erpShippedMore,
  foreignLines,
  fulfilledWithOpenQuantities,
  lockedOut,
  messageSetApart,
  noAnswer,
  noClearAnswer,
  notExecuted,
  notFoundYet,
  notRoutable,
  orderInvalid,
  orderNotFound,
  orderStuck,
  parentLineUnknown,
  promisedBeyondWanted,
  refundFailed,
  releaseRefused,
  returnedAfterEnd,
  returnedMoreThanAuthorized,
  returnedOtherLine,
  routeCannotCreate,
  routeCannotRelease,
  secondDocument,
  shippedMoreThanWanted,
  shorted,
  silentFall,
  totalOutOfRange,
  unfinished,
  unknownCommand,
  unknownOrder,
  unknownRelease,
  unknownReturn,
  unmappedStatus,
  unreachable,
  unsupportedIntent,
  untrusted,
  valueDoesNotFit,
  wrongItemReturned,
};
