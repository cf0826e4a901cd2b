import resolve from '@salesforce/label/c.OB_Action_Resolve';
import retry from '@salesforce/label/c.OB_Action_Retry';
import sentTitle from '@salesforce/label/c.OB_Action_Sent_Title';
import assign from '@salesforce/label/c.OB_Desk_Assign';
import assignSend from '@salesforce/label/c.OB_Desk_Assign_Send';
import age from '@salesforce/label/c.OB_Desk_Age';
import anyAge from '@salesforce/label/c.OB_Desk_Any_Age';
import byCategory from '@salesforce/label/c.OB_Desk_By_Category';
import category from '@salesforce/label/c.OB_Desk_Category';
import choose from '@salesforce/label/c.OB_Desk_Choose';
import chooseAll from '@salesforce/label/c.OB_Desk_Choose_All';
import chosenMany from '@salesforce/label/c.OB_Desk_Chosen_Many';
import chosenOne from '@salesforce/label/c.OB_Desk_Chosen_One';
import clock from '@salesforce/label/c.OB_Desk_Clock';
import day from '@salesforce/label/c.OB_Desk_Day';
import due from '@salesforce/label/c.OB_Desk_Due';
import hasMore from '@salesforce/label/c.OB_Desk_Has_More';
import heading from '@salesforce/label/c.OB_Desk_Heading';
import hour from '@salesforce/label/c.OB_Desk_Hour';
import late from '@salesforce/label/c.OB_Desk_Late';
import loading from '@salesforce/label/c.OB_Desk_Loading';
import mine from '@salesforce/label/c.OB_Desk_Mine';
import next from '@salesforce/label/c.OB_Desk_Next';
import noClock from '@salesforce/label/c.OB_Desk_No_Clock';
import noMatch from '@salesforce/label/c.OB_Desk_No_Match';
import noNext from '@salesforce/label/c.OB_Desk_No_Next';
import noOrder from '@salesforce/label/c.OB_Desk_No_Order';
import none from '@salesforce/label/c.OB_Desk_None';
import onlyMine from '@salesforce/label/c.OB_Desk_Only_Mine';
import order from '@salesforce/label/c.OB_Desk_Order';
import others from '@salesforce/label/c.OB_Desk_Others';
import owner from '@salesforce/label/c.OB_Desk_Owner';
import since from '@salesforce/label/c.OB_Desk_Since';
import takeOver from '@salesforce/label/c.OB_Desk_Take_Over';
import takenMany from '@salesforce/label/c.OB_Desk_Taken_Many';
import takenOne from '@salesforce/label/c.OB_Desk_Taken_One';
import turn from '@salesforce/label/c.OB_Desk_Turn';
import what from '@salesforce/label/c.OB_Desk_What';
import explainResolve from '@salesforce/label/c.OB_Explain_Resolve';
import explainRetry from '@salesforce/label/c.OB_Explain_Retry';
import all from '@salesforce/label/c.OB_Filter_All';
import failed from '@salesforce/label/c.OB_State_Failed';
import updated from '@salesforce/label/c.OB_Workspace_Updated';

export const LABELS = {
  age,
  all,
  anyAge,
  assign,
  assignSend,
  byCategory,
  category,
  choose,
  chooseAll,
  chosenMany,
  chosenOne,
  clock,
  day,
  due,
  explainResolve,
  explainRetry,
  failed,
  hasMore,
  heading,
  hour,
  late,
  loading,
  mine,
  next,
  noClock,
  noMatch,
  noNext,
  noOrder,
  none,
  onlyMine,
  order,
  others,
  owner,
  resolve,
  retry,
  sentTitle,
  since,
  takeOver,
  takenMany,
  takenOne,
  turn,
  updated,
  what,
};
