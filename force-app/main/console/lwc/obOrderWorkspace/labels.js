import retry from '@salesforce/label/c.OB_State_Retry';
import cutOff from '@salesforce/label/c.OB_Workspace_Cut_Off';
import loading from '@salesforce/label/c.OB_Workspace_Loading';
import partial from '@salesforce/label/c.OB_Workspace_Partial';
import updated from '@salesforce/label/c.OB_Workspace_Updated';

export const LABELS = { cutOff, loading, partial, retry, updated };
