import all from '@salesforce/label/c.OB_Cancel_All';
import explanation from '@salesforce/label/c.OB_Cancel_Explanation';
import heading from '@salesforce/label/c.OB_Cancel_Heading';
import nothing from '@salesforce/label/c.OB_Cancel_Nothing';
import quantity from '@salesforce/label/c.OB_Cancel_Quantity';
import scope from '@salesforce/label/c.OB_Cancel_Scope';
import send from '@salesforce/label/c.OB_Cancel_Send';
import some from '@salesforce/label/c.OB_Cancel_Some';
import notANumber from '@salesforce/label/c.OB_Fault_Not_A_Number';
import tooFine from '@salesforce/label/c.OB_Fault_Too_Fine';
import tooMany from '@salesforce/label/c.OB_Fault_Too_Many';
import tooSmall from '@salesforce/label/c.OB_Fault_Too_Small';
import cancel from '@salesforce/label/c.OB_Modal_Back';
import reason from '@salesforce/label/c.OB_Modal_Reason';

export const LABELS = {
  all,
  cancel,
  explanation,
  heading,
  notANumber,
  nothing,
  quantity,
  reason,
  scope,
  send,
  some,
  tooFine,
  tooMany,
  tooSmall,
};
