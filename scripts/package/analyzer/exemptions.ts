/** What Code Analyzer finds and we mean: each by the name of the rule, for these files alone, and why. */

export type Exemption = { readonly rule: string; readonly files: RegExp; readonly why: string };

export const EXEMPTIONS: readonly Exemption[] = [
  {
    rule: 'pmd:MethodNamingConventions',
    files: /^force-app\/tests\//,
    why: 'the name of a test is a sentence; the gate "package" holds it to that, by apex-rules.xml',
  },
  {
    rule: 'pmd:ApexUnitTestClassShouldHaveAsserts',
    files: /^force-app\/tests\//,
    why: 'tests assert through methods of their own named assert…; the gate "package" knows them, by apex-rules.xml',
  },
  {
    rule: 'pmd:ProtectSensitiveData',
    files:
      /\/fields\/((External|Idempotency|Event|Order|Command|Customer|Draft)_Key|Quantity_(Authorized|Credited)|Assigned_At)__c\.field-meta\.xml$/,
    why: 'keys that identify a record or a request, quantities, and an instant: nothing opens with them',
  },
  {
    rule: 'eslint:@lwc/lwc/no-async-operation',
    files: /\/lwc\/obLivePage\/obLivePage\.js$/,
    why: 'the one clock of the pages: it polls only while somebody looks, and is cleared when the page goes',
  },
  {
    rule: 'eslint:@lwc/lwc/no-async-operation',
    files: /\/lwc\/(obDraftCheck|obCustomerSearch)\/\w+\.js$/,
    why: 'they ask after a pause in the typing, and not when the page has gone',
  },
  {
    rule: 'eslint:no-unused-vars',
    files: /\/lwc\/\w+\/\w+\.js$/,
    why: 'the gate "lint" holds it but for what is caught: PMD cannot read `catch {`, so that has a name, and may have no use',
  },
  {
    rule: 'eslint:@lwc/lwc/no-unexpected-wire-adapter-usages',
    files: /\/__tests__\//,
    why: 'a test answers in place of the wire adapter',
  },
];
