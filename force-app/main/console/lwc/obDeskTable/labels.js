import queue from '@salesforce/label/c.OB_Assign_Queue';
import assigned from '@salesforce/label/c.OB_Desk_Assigned_Ago';
import choose from '@salesforce/label/c.OB_Desk_Choose';
import chooseAll from '@salesforce/label/c.OB_Desk_Choose_All';
import clock from '@salesforce/label/c.OB_Desk_Clock';
import due from '@salesforce/label/c.OB_Desk_Due';
import heading from '@salesforce/label/c.OB_Desk_Heading';
import late from '@salesforce/label/c.OB_Desk_Late';
import mine from '@salesforce/label/c.OB_Desk_Mine';
import next from '@salesforce/label/c.OB_Desk_Next';
import noClock from '@salesforce/label/c.OB_Desk_No_Clock';
import noNext from '@salesforce/label/c.OB_Desk_No_Next';
import noOrder from '@salesforce/label/c.OB_Desk_No_Order';
import nobody from '@salesforce/label/c.OB_Desk_Nobody';
import order from '@salesforce/label/c.OB_Desk_Order';
import others from '@salesforce/label/c.OB_Desk_Others';
import owner from '@salesforce/label/c.OB_Desk_Owner';
import since from '@salesforce/label/c.OB_Desk_Since';
import turn from '@salesforce/label/c.OB_Desk_Turn';
import what from '@salesforce/label/c.OB_Desk_What';
import sending from '@salesforce/label/c.OB_Modal_Sending';

export const LABELS = {
  assigned,
  choose,
  chooseAll,
  clock,
  due,
  heading,
  late,
  mine,
  next,
  noClock,
  noNext,
  noOrder,
  nobody,
  order,
  others,
  owner,
  queue,
  sending,
  since,
  turn,
  what,
};
