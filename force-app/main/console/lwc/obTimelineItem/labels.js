import code from '@salesforce/label/c.OB_Entry_Code';
import correlation from '@salesforce/label/c.OB_Entry_Correlation';
import event from '@salesforce/label/c.OB_Entry_Event';
import late from '@salesforce/label/c.OB_Entry_Late';
import params from '@salesforce/label/c.OB_Entry_Params';
import recorded from '@salesforce/label/c.OB_Entry_Recorded';
import said from '@salesforce/label/c.OB_Entry_Said';
import source from '@salesforce/label/c.OB_Entry_Source';
import technical from '@salesforce/label/c.OB_Entry_Technical';

export const LABELS = { code, correlation, event, late, params, recorded, said, source, technical };
