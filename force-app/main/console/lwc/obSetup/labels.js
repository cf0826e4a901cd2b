import again from '@salesforce/label/c.OB_Page_Setup_Again';
import allFine from '@salesforce/label/c.OB_Page_Setup_All_Fine';
import heading from '@salesforce/label/c.OB_Page_Setup_Heading';
import loading from '@salesforce/label/c.OB_Page_Setup_Loading';
import missing from '@salesforce/label/c.OB_Page_Setup_Missing';
import ok from '@salesforce/label/c.OB_Page_Setup_Ok';
import openSetup from '@salesforce/label/c.OB_Page_Setup_Open';
import openMany from '@salesforce/label/c.OB_Page_Setup_Open_Many';
import openOne from '@salesforce/label/c.OB_Page_Setup_Open_One';
import roundTrip from '@salesforce/label/c.OB_Page_Setup_Round_Trip';
import schedule from '@salesforce/label/c.OB_Page_Setup_Schedule';
import unknown from '@salesforce/label/c.OB_Page_Setup_Unknown';
import warning from '@salesforce/label/c.OB_Page_Setup_Warning';

export const LABELS = {
  again,
  allFine,
  heading,
  loading,
  missing,
  ok,
  openMany,
  openOne,
  openSetup,
  roundTrip,
  schedule,
  unknown,
  warning,
};
