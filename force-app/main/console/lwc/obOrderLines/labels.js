import cutOff from '@salesforce/label/c.OB_Lines_Cut_Off';
import heading from '@salesforce/label/c.OB_Lines_Heading';
import many from '@salesforce/label/c.OB_Lines_Many';
import none from '@salesforce/label/c.OB_Lines_None';
import one from '@salesforce/label/c.OB_Lines_One';
import promised from '@salesforce/label/c.OB_Lines_Promised';
import quantity from '@salesforce/label/c.OB_Lines_Quantity';
import showAll from '@salesforce/label/c.OB_Lines_Show_All';
import backordered from '@salesforce/label/c.OB_Part_Backordered';
import cancelled from '@salesforce/label/c.OB_Part_Cancelled';
import delivered from '@salesforce/label/c.OB_Part_Delivered';
import fulfilling from '@salesforce/label/c.OB_Part_Fulfilling';
import open from '@salesforce/label/c.OB_Part_Open';
import returned from '@salesforce/label/c.OB_Part_Returned';
import shipped from '@salesforce/label/c.OB_Part_Shipped';

export const LABELS = {
  backordered,
  cancelled,
  cutOff,
  delivered,
  fulfilling,
  heading,
  many,
  none,
  one,
  open,
  promised,
  quantity,
  returned,
  shipped,
  showAll,
};
