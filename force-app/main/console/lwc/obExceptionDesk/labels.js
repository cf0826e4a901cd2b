import chosenMany from '@salesforce/label/c.OB_Desk_Chosen_Many';
import chosenOne from '@salesforce/label/c.OB_Desk_Chosen_One';
import hasMore from '@salesforce/label/c.OB_Desk_Has_More';
import heading from '@salesforce/label/c.OB_Desk_Heading';
import loading from '@salesforce/label/c.OB_Desk_Loading';
import noMatch from '@salesforce/label/c.OB_Desk_No_Match';
import none from '@salesforce/label/c.OB_Desk_None';
import updated from '@salesforce/label/c.OB_Workspace_Updated';

export const LABELS = { chosenMany, chosenOne, hasMore, heading, loading, noMatch, none, updated };
