import accepted from '@salesforce/label/c.OB_Milestone_Accepted';
import delivered from '@salesforce/label/c.OB_Milestone_Delivered';
import fulfilment from '@salesforce/label/c.OB_Milestone_In_Fulfilment';
import received from '@salesforce/label/c.OB_Milestone_Received';
import shipped from '@salesforce/label/c.OB_Milestone_Shipped';
import announced from '@salesforce/label/c.OB_Track_Announced';
import authorized from '@salesforce/label/c.OB_Track_Authorized';
import backordered from '@salesforce/label/c.OB_Track_Backordered';
import cancelled from '@salesforce/label/c.OB_Track_Cancelled';
import completed from '@salesforce/label/c.OB_Track_Completed';
import credited from '@salesforce/label/c.OB_Track_Credited';
import declined from '@salesforce/label/c.OB_Track_Declined';
import draft from '@salesforce/label/c.OB_Track_Draft';
import expired from '@salesforce/label/c.OB_Track_Expired';
import failed from '@salesforce/label/c.OB_Track_Failed';
import heading from '@salesforce/label/c.OB_Track_Heading';
import held from '@salesforce/label/c.OB_Track_Held';
import inTransit from '@salesforce/label/c.OB_Track_In_Transit';
import inspected from '@salesforce/label/c.OB_Track_Inspected';
import pickedUp from '@salesforce/label/c.OB_Track_Picked_Up';
import readyForPickup from '@salesforce/label/c.OB_Track_Ready_For_Pickup';
import rejected from '@salesforce/label/c.OB_Track_Rejected';
import requested from '@salesforce/label/c.OB_Track_Requested';
import returned from '@salesforce/label/c.OB_Track_Returned';
import share from '@salesforce/label/c.OB_Track_Share';
import current from '@salesforce/label/c.OB_Track_State_Current';
import done from '@salesforce/label/c.OB_Track_State_Done';
import partial from '@salesforce/label/c.OB_Track_State_Partial';
import problem from '@salesforce/label/c.OB_Track_State_Problem';
import stopped from '@salesforce/label/c.OB_Track_State_Stopped';
import upcoming from '@salesforce/label/c.OB_Track_State_Upcoming';
import taken from '@salesforce/label/c.OB_Track_Taken';
import until from '@salesforce/label/c.OB_Track_Until';

export const LABELS = {
  accepted,
  announced,
  authorized,
  backordered,
  cancelled,
  completed,
  credited,
  current,
  declined,
  delivered,
  done,
  draft,
  expired,
  failed,
  fulfilment,
  heading,
  held,
  inTransit,
  inspected,
  partial,
  pickedUp,
  problem,
  readyForPickup,
  received,
  rejected,
  requested,
  returned,
  share,
  shipped,
  stopped,
  taken,
  until,
  upcoming,
};
