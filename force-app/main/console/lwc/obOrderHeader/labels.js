import asOf from '@salesforce/label/c.OB_Fresh_As_Of';
import broker from '@salesforce/label/c.OB_Fresh_Broker';
import never from '@salesforce/label/c.OB_Fresh_Never';
import offline from '@salesforce/label/c.OB_Fresh_Offline';
import stale from '@salesforce/label/c.OB_Fresh_Stale';
import customer from '@salesforce/label/c.OB_Header_Customer';
import document from '@salesforce/label/c.OB_Header_Document';
import guest from '@salesforce/label/c.OB_Header_Guest';
import nextTry from '@salesforce/label/c.OB_Header_Next_Try';
import order from '@salesforce/label/c.OB_Header_Order';
import pause from '@salesforce/label/c.OB_Header_Pause';
import pickup from '@salesforce/label/c.OB_Header_Pickup';
import placed from '@salesforce/label/c.OB_Header_Placed';
import promised from '@salesforce/label/c.OB_Header_Promised';
import refresh from '@salesforce/label/c.OB_Header_Refresh';
import resume from '@salesforce/label/c.OB_Header_Resume';
import total from '@salesforce/label/c.OB_Header_Total';
import noStatus from '@salesforce/label/c.OB_Status_None';
import unknownStatus from '@salesforce/label/c.OB_Status_Unknown';
import unmapped from '@salesforce/label/c.OB_Status_Unmapped';

export const LABELS = {
  asOf,
  broker,
  customer,
  document,
  guest,
  never,
  nextTry,
  noStatus,
  offline,
  order,
  pause,
  pickup,
  placed,
  promised,
  refresh,
  resume,
  stale,
  total,
  unknownStatus,
  unmapped,
};
