import opensTab from '@salesforce/label/c.OB_Opens_New_Tab';
import delivered from '@salesforce/label/c.OB_Shipments_Delivered';
import heading from '@salesforce/label/c.OB_Shipments_Heading';
import none from '@salesforce/label/c.OB_Shipments_None';
import noneCancelled from '@salesforce/label/c.OB_Shipments_None_Cancelled';
import packageOne from '@salesforce/label/c.OB_Shipments_Package_One';
import packages from '@salesforce/label/c.OB_Shipments_Packages';
import part from '@salesforce/label/c.OB_Shipments_Part';
import shipped from '@salesforce/label/c.OB_Shipments_Shipped';
import track from '@salesforce/label/c.OB_Shipments_Track';
import unknownLine from '@salesforce/label/c.OB_Shipments_Unknown_Line';
import noStatus from '@salesforce/label/c.OB_Status_None';

export const LABELS = {
  delivered,
  heading,
  noStatus,
  none,
  noneCancelled,
  opensTab,
  packageOne,
  packages,
  part,
  shipped,
  track,
  unknownLine,
};
