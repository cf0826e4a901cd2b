import search from '@salesforce/label/c.OB_Search_Customer';
import found from '@salesforce/label/c.OB_Search_Found';
import none from '@salesforce/label/c.OB_Search_None';

export const LABELS = { found, none, search };
