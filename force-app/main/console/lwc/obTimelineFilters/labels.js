import active from '@salesforce/label/c.OB_Filter_Active';
import activeOne from '@salesforce/label/c.OB_Filter_Active_One';
import actors from '@salesforce/label/c.OB_Filter_Actors';
import all from '@salesforce/label/c.OB_Filter_All';
import categories from '@salesforce/label/c.OB_Filter_Categories';
import clear from '@salesforce/label/c.OB_Filter_Clear';
import exceptionsOnly from '@salesforce/label/c.OB_Filter_Exceptions_Only';
import heading from '@salesforce/label/c.OB_Filter_Heading';
import hide from '@salesforce/label/c.OB_Filter_Hide';
import line from '@salesforce/label/c.OB_Filter_Line';
import search from '@salesforce/label/c.OB_Filter_Search';
import severities from '@salesforce/label/c.OB_Filter_Severities';
import shipment from '@salesforce/label/c.OB_Filter_Shipment';
import show from '@salesforce/label/c.OB_Filter_Show';

export const LABELS = {
  active,
  activeOne,
  actors,
  all,
  categories,
  clear,
  exceptionsOnly,
  heading,
  hide,
  line,
  search,
  severities,
  shipment,
  show,
};
