/**
 * What this runtime does not set out to offer, by the names that tests of others stop at. A failed test counts as one that needs it only when the
 * first thing that stops it is one of these: everything else is a gap or a mistake of the org.
 */

const OUTSIDE: readonly (readonly [feature: string, names: RegExp])[] = [
  ['ConnectApi and Chatter', /\bConnectApi\b|\bCollaborationGroup\b|\bTopic(Assignment)?\b/],
  ['flows and invocable actions called from Apex', /\bFlow\.Interview\b|\bInvocable\.Action\b|\bFlow(Definition|Version)View\b/],
  ['DataWeave', /\bDataWeave/],
  ['formulas evaluated from Apex', /\bFormulaEval\b|\bVariable does not exist: Formula$/],
  ['Visualforce', /\bApexPages\b|\bPage\.\w+|\bComponent\.\w+|\bSelectOption\b|\bsetCurrentPage\b|\bVisualEditor\b/],
  ['Apex cursors', /\bgetCursor|\bDatabase\.(Pagination)?Cursor\b/],
  ['approvals and record locks', /\bApproval\b|\bProcessInstance/],
  ['deployments from Apex', /\bMetadata\.\w+/],
  ['XML', /\bXml(Stream|Node|Parser)|\bDom\.\w+/],
  ['change events in Apex', /ChangeEvent\b|\bChangeEventHeader\b/],
  ['records of history and of sharing', /\b\w+(FieldHistory|History|Share|__History|__Share)\b(?!\.Login)/],
  ['compound addresses and distances', /\b(Billing|Shipping|Mailing|Other)Address\b/],
  ['conversion of leads', /\bLeadConvert\b|\bconvertLead\b/],
  ['licences and permission set groups', /\bPermissionSet(License|Group)/],
  ['other administration', /\b(AppMenuItem|AssignmentRule|OrgWideEmailAddress|ContentDistribution|UserPreference|Document|Macro)\b/],
  ['error events of batches', /\bBatchApexErrorEvent\b/],
  ['namespaces of managed packages', /\b(mockery|fflib_SObjectMocks)\.\w+/],
];

/** The feature the message names, or undefined. Only what says "not supported" names one. */
export function outsideFeature(message: string): string | undefined {
  if (!/^(System\.UnsupportedOperationException: )?not supported: /.test(message)) return undefined;
  const named = message.replace(/ at \S.*:\d+:\d+$/, '');
  return OUTSIDE.find(([, names]) => names.test(named))?.[0];
}
