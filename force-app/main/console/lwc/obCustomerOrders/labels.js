import exception from '@salesforce/label/c.OB_Banner_Heading';
import heading from '@salesforce/label/c.OB_Customer_Heading';
import loading from '@salesforce/label/c.OB_Customer_Loading';
import more from '@salesforce/label/c.OB_Customer_More';
import noNumber from '@salesforce/label/c.OB_Customer_No_Number';
import none from '@salesforce/label/c.OB_Customer_None';
import promised from '@salesforce/label/c.OB_Lines_Promised';
import noStatus from '@salesforce/label/c.OB_Status_None';
import unknownStatus from '@salesforce/label/c.OB_Status_Unknown';

export const LABELS = { exception, heading, loading, more, noNumber, noStatus, none, promised, unknownStatus };
