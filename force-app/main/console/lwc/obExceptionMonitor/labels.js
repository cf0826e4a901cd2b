import due from '@salesforce/label/c.OB_Desk_Due';
import late from '@salesforce/label/c.OB_Desk_Late';
import loading from '@salesforce/label/c.OB_Desk_Loading';
import noOrder from '@salesforce/label/c.OB_Desk_No_Order';
import none from '@salesforce/label/c.OB_Desk_None';
import heading from '@salesforce/label/c.OB_Monitor_Heading';
import lateMany from '@salesforce/label/c.OB_Monitor_Late_Many';
import lateOne from '@salesforce/label/c.OB_Monitor_Late_One';
import openDesk from '@salesforce/label/c.OB_Monitor_Open_Desk';

export const LABELS = { due, heading, late, lateMany, lateOne, loading, noOrder, none, openDesk };
