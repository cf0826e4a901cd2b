import heading from '@salesforce/label/c.OB_Case_Choice';

export const LABELS = { heading };
