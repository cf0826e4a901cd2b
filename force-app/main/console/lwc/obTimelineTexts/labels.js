import acknowledge from '@salesforce/label/c.OB_Asked_Acknowledge';
import cancel from '@salesforce/label/c.OB_Asked_Cancel';
import cancelReturn from '@salesforce/label/c.OB_Asked_Cancel_Return';
import changeAddress from '@salesforce/label/c.OB_Asked_Change_Address';
import hold from '@salesforce/label/c.OB_Asked_Hold';
import releaseHold from '@salesforce/label/c.OB_Asked_Release_Hold';
import replay from '@salesforce/label/c.OB_Asked_Replay';
import retry from '@salesforce/label/c.OB_Asked_Retry';
import returned from '@salesforce/label/c.OB_Asked_Return';
import addressChanged from '@salesforce/label/c.OB_Entry_Address_Changed';
import creditApplied from '@salesforce/label/c.OB_Entry_Credit_Applied';
import creditApproved from '@salesforce/label/c.OB_Entry_Credit_Approved';
import creditDraft from '@salesforce/label/c.OB_Entry_Credit_Draft';
import creditPosted from '@salesforce/label/c.OB_Entry_Credit_Posted';
import creditRefundFailed from '@salesforce/label/c.OB_Entry_Credit_Refund_Failed';
import creditRefundPending from '@salesforce/label/c.OB_Entry_Credit_Refund_Pending';
import creditRefundRequested from '@salesforce/label/c.OB_Entry_Credit_Refund_Requested';
import creditRefunded from '@salesforce/label/c.OB_Entry_Credit_Refunded';
import creditVoided from '@salesforce/label/c.OB_Entry_Credit_Voided';
import exceptionResolved from '@salesforce/label/c.OB_Entry_Exception_Resolved';
import held from '@salesforce/label/c.OB_Entry_Held';
import holdLifted from '@salesforce/label/c.OB_Entry_Hold_Lifted';
import invoiceCancelled from '@salesforce/label/c.OB_Entry_Invoice_Cancelled';
import invoicePaid from '@salesforce/label/c.OB_Entry_Invoice_Paid';
import invoicePosted from '@salesforce/label/c.OB_Entry_Invoice_Posted';
import note from '@salesforce/label/c.OB_Entry_Note';
import orderAccepted from '@salesforce/label/c.OB_Entry_Order_Accepted';
import orderAdopted from '@salesforce/label/c.OB_Entry_Order_Adopted';
import orderCancelled from '@salesforce/label/c.OB_Entry_Order_Cancelled';
import orderCompleted from '@salesforce/label/c.OB_Entry_Order_Completed';
import orderReceived from '@salesforce/label/c.OB_Entry_Order_Received';
import orderRejected from '@salesforce/label/c.OB_Entry_Order_Rejected';
import orderReopened from '@salesforce/label/c.OB_Entry_Order_Reopened';
import quantityBackordered from '@salesforce/label/c.OB_Entry_Quantity_Backordered';
import quantityCancelled from '@salesforce/label/c.OB_Entry_Quantity_Cancelled';
import quantityInvoiced from '@salesforce/label/c.OB_Entry_Quantity_Invoiced';
import quantityShipped from '@salesforce/label/c.OB_Entry_Quantity_Shipped';
import released from '@salesforce/label/c.OB_Entry_Released';
import retryRequested from '@salesforce/label/c.OB_Entry_Retry_Requested';
import returnAuthorized from '@salesforce/label/c.OB_Entry_Return_Authorized';
import returnCancelled from '@salesforce/label/c.OB_Entry_Return_Cancelled';
import returnClosed from '@salesforce/label/c.OB_Entry_Return_Closed';
import returnCreditPending from '@salesforce/label/c.OB_Entry_Return_Credit_Pending';
import returnCredited from '@salesforce/label/c.OB_Entry_Return_Credited';
import returnDeclined from '@salesforce/label/c.OB_Entry_Return_Declined';
import returnDisposed from '@salesforce/label/c.OB_Entry_Return_Disposed';
import returnExpired from '@salesforce/label/c.OB_Entry_Return_Expired';
import returnInTransit from '@salesforce/label/c.OB_Entry_Return_In_Transit';
import returnInspected from '@salesforce/label/c.OB_Entry_Return_Inspected';
import returnPartiallyReceived from '@salesforce/label/c.OB_Entry_Return_Partially_Received';
import returnReceived from '@salesforce/label/c.OB_Entry_Return_Received';
import returnRequested from '@salesforce/label/c.OB_Entry_Return_Requested';
import shipmentAttemptFailed from '@salesforce/label/c.OB_Entry_Shipment_Attempt_Failed';
import shipmentDelivered from '@salesforce/label/c.OB_Entry_Shipment_Delivered';
import shipmentException from '@salesforce/label/c.OB_Entry_Shipment_Exception';
import shipmentInTransit from '@salesforce/label/c.OB_Entry_Shipment_In_Transit';
import shipmentLabelled from '@salesforce/label/c.OB_Entry_Shipment_Labelled';
import shipmentOutForDelivery from '@salesforce/label/c.OB_Entry_Shipment_Out_For_Delivery';
import shipmentPlanned from '@salesforce/label/c.OB_Entry_Shipment_Planned';
import shipmentReadyForPickup from '@salesforce/label/c.OB_Entry_Shipment_Ready_For_Pickup';
import shipmentReturned from '@salesforce/label/c.OB_Entry_Shipment_Returned';
import shipmentReturning from '@salesforce/label/c.OB_Entry_Shipment_Returning';
import shipmentReversed from '@salesforce/label/c.OB_Entry_Shipment_Reversed';
import shipmentShipped from '@salesforce/label/c.OB_Entry_Shipment_Shipped';
import shipmentVoided from '@salesforce/label/c.OB_Entry_Shipment_Voided';
import orderEscalated from '@salesforce/label/c.OB_Escalated_Summary';
import completed from '@salesforce/label/c.OB_Outcome_Completed';
import expired from '@salesforce/label/c.OB_Outcome_Expired';
import failed from '@salesforce/label/c.OB_Outcome_Failed';
import rejected from '@salesforce/label/c.OB_Outcome_Rejected';
import requested from '@salesforce/label/c.OB_Outcome_Requested';

export const LABELS = {
  acknowledge,
  addressChanged,
  cancel,
  cancelReturn,
  changeAddress,
  completed,
  creditApplied,
  creditApproved,
  creditDraft,
  creditPosted,
  creditRefundFailed,
  creditRefundPending,
  creditRefundRequested,
  creditRefunded,
  creditVoided,
  exceptionResolved,
  expired,
  failed,
  held,
  hold,
  holdLifted,
  invoiceCancelled,
  invoicePaid,
  invoicePosted,
  note,
  orderAccepted,
  orderAdopted,
  orderCancelled,
  orderCompleted,
  orderEscalated,
  orderReceived,
  orderRejected,
  orderReopened,
  quantityBackordered,
  quantityCancelled,
  quantityInvoiced,
  quantityShipped,
  rejected,
  releaseHold,
  released,
  replay,
  requested,
  retry,
  retryRequested,
  return: returned,
  returnAuthorized,
  returnCancelled,
  returnClosed,
  returnCreditPending,
  returnCredited,
  returnDeclined,
  returnDisposed,
  returnExpired,
  returnInTransit,
  returnInspected,
  returnPartiallyReceived,
  returnReceived,
  returnRequested,
  shipmentAttemptFailed,
  shipmentDelivered,
  shipmentException,
  shipmentInTransit,
  shipmentLabelled,
  shipmentOutForDelivery,
  shipmentPlanned,
  shipmentReadyForPickup,
  shipmentReturned,
  shipmentReturning,
  shipmentReversed,
  shipmentShipped,
  shipmentVoided,
};
