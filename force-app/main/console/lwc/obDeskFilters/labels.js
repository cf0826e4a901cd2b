import age from '@salesforce/label/c.OB_Desk_Age';
import anyAge from '@salesforce/label/c.OB_Desk_Any_Age';
import byCategory from '@salesforce/label/c.OB_Desk_By_Category';
import category from '@salesforce/label/c.OB_Desk_Category';
import day from '@salesforce/label/c.OB_Desk_Day';
import hour from '@salesforce/label/c.OB_Desk_Hour';
import onlyMine from '@salesforce/label/c.OB_Desk_Only_Mine';
import all from '@salesforce/label/c.OB_Filter_All';

export const LABELS = { age, all, anyAge, byCategory, category, day, hour, onlyMine };
