import end from '@salesforce/label/c.OB_Timeline_End';
import heading from '@salesforce/label/c.OB_Timeline_Heading';
import loadingOlder from '@salesforce/label/c.OB_Timeline_Loading_Older';
import newMany from '@salesforce/label/c.OB_Timeline_New_Many';
import newOne from '@salesforce/label/c.OB_Timeline_New_One';
import noMatch from '@salesforce/label/c.OB_Timeline_No_Match';
import none from '@salesforce/label/c.OB_Timeline_None';
import older from '@salesforce/label/c.OB_Timeline_Older';
import failed from '@salesforce/label/c.OB_Timeline_Older_Failed';
import showNew from '@salesforce/label/c.OB_Timeline_Show_New';
import shown from '@salesforce/label/c.OB_Timeline_Shown';

export const LABELS = { end, failed, heading, loadingOlder, newMany, newOne, noMatch, none, older, showNew, shown };
