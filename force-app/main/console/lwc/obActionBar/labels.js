import bar from '@salesforce/label/c.OB_Action_Bar';
import unknown from '@salesforce/label/c.OB_Action_Unknown';
import whyNot from '@salesforce/label/c.OB_Action_Why_Not';

export const LABELS = { bar, unknown, whyNot };
