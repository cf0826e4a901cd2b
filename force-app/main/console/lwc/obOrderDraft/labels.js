import sentTitle from '@salesforce/label/c.OB_Action_Sent_Title';
import city from '@salesforce/label/c.OB_Address_City';
import country from '@salesforce/label/c.OB_Address_Country';
import line1 from '@salesforce/label/c.OB_Address_Line_1';
import line2 from '@salesforce/label/c.OB_Address_Line_2';
import name from '@salesforce/label/c.OB_Address_Name';
import phone from '@salesforce/label/c.OB_Address_Phone';
import postalCode from '@salesforce/label/c.OB_Address_Postal_Code';
import region from '@salesforce/label/c.OB_Address_Region';
import countryHelp from '@salesforce/label/c.OB_Country_Invalid';
import currencyHelp from '@salesforce/label/c.OB_Currency_Invalid';
import add from '@salesforce/label/c.OB_Draft_Add';
import address from '@salesforce/label/c.OB_Draft_Address';
import currency from '@salesforce/label/c.OB_Draft_Currency';
import customerEmail from '@salesforce/label/c.OB_Draft_Customer_Email';
import customerKey from '@salesforce/label/c.OB_Draft_Customer_Key';
import customerName from '@salesforce/label/c.OB_Draft_Customer_Name';
import description from '@salesforce/label/c.OB_Draft_Description';
import heading from '@salesforce/label/c.OB_Draft_Heading';
import lines from '@salesforce/label/c.OB_Draft_Lines';
import notRemoved from '@salesforce/label/c.OB_Draft_Not_Removed';
import notSaved from '@salesforce/label/c.OB_Draft_Not_Saved';
import quantity from '@salesforce/label/c.OB_Draft_Quantity';
import remove from '@salesforce/label/c.OB_Draft_Remove';
import removed from '@salesforce/label/c.OB_Draft_Removed';
import removedTitle from '@salesforce/label/c.OB_Draft_Removed_Title';
import sku from '@salesforce/label/c.OB_Draft_SKU';
import saving from '@salesforce/label/c.OB_Draft_Saving';
import send from '@salesforce/label/c.OB_Draft_Send';
import sent from '@salesforce/label/c.OB_Draft_Sent';
import total from '@salesforce/label/c.OB_Draft_Total';
import unitPrice from '@salesforce/label/c.OB_Draft_Unit_Price';
import missing from '@salesforce/label/c.OB_Fault_Missing';
import notANumber from '@salesforce/label/c.OB_Fault_Not_A_Number';
import priceTooFine from '@salesforce/label/c.OB_Fault_Price_Too_Fine';
import tooSmall from '@salesforce/label/c.OB_Fault_Nought';
import tooBig from '@salesforce/label/c.OB_Fault_Too_Big';
import tooFine from '@salesforce/label/c.OB_Fault_Too_Fine';
import customer from '@salesforce/label/c.OB_Header_Customer';
import pickup from '@salesforce/label/c.OB_Header_Pickup';
import line from '@salesforce/label/c.OB_Submit_Line';

export const LABELS = {
  add,
  address,
  city,
  country,
  countryHelp,
  currency,
  currencyHelp,
  customer,
  customerEmail,
  customerKey,
  customerName,
  description,
  heading,
  line,
  line1,
  line2,
  lines,
  missing,
  name,
  notANumber,
  notRemoved,
  notSaved,
  phone,
  pickup,
  postalCode,
  priceTooFine,
  quantity,
  region,
  remove,
  removed,
  removedTitle,
  saving,
  send,
  sent,
  sentTitle,
  sku,
  tooBig,
  tooFine,
  tooSmall,
  total,
  unitPrice,
};
