import city from '@salesforce/label/c.OB_Address_City';
import country from '@salesforce/label/c.OB_Address_Country';
import line1 from '@salesforce/label/c.OB_Address_Line_1';
import line2 from '@salesforce/label/c.OB_Address_Line_2';
import name from '@salesforce/label/c.OB_Address_Name';
import phone from '@salesforce/label/c.OB_Address_Phone';
import postalCode from '@salesforce/label/c.OB_Address_Postal_Code';
import region from '@salesforce/label/c.OB_Address_Region';
import countryHelp from '@salesforce/label/c.OB_Country_Invalid';
import explanation from '@salesforce/label/c.OB_Delivery_Explanation';
import heading from '@salesforce/label/c.OB_Delivery_Heading';
import send from '@salesforce/label/c.OB_Delivery_Send';
import pickup from '@salesforce/label/c.OB_Header_Pickup';
import cancel from '@salesforce/label/c.OB_Modal_Close';
import reason from '@salesforce/label/c.OB_Modal_Reason';

export const LABELS = {
  cancel,
  city,
  country,
  countryHelp,
  explanation,
  heading,
  line1,
  line2,
  name,
  phone,
  pickup,
  postalCode,
  reason,
  region,
  send,
};
