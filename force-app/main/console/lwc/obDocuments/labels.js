import due from '@salesforce/label/c.OB_Documents_Due';
import invoices from '@salesforce/label/c.OB_Documents_Invoices';
import noNumber from '@salesforce/label/c.OB_Documents_No_Number';
import refund from '@salesforce/label/c.OB_Documents_Refund';
import returns from '@salesforce/label/c.OB_Documents_Returns';

export const LABELS = { due, invoices, noNumber, refund, returns };
