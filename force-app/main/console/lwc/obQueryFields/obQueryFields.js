/**
 * Fields in a query of a page. All are optional, so that a user without access to one of them still sees the rest.
 * Document: "Optional Fields" of the GraphQL API guide.
 */

/** Fields as their values. @param {string[]} names */
export const value = (names) => names.map((name) => `${name} @optional { value }`).join('\n');

/** Fields with what the org calls their values, too. @param {string[]} names */
export const word = (names) => names.map((name) => `${name} @optional { value displayValue }`).join('\n');

/** The order that something belongs to. */
export const ITS_ORDER = `Order__r @optional { Id ${value(['Order_Number__c', 'External_Key__c'])} }`;

/** What pages show of an exception, wherever they show one. */
export const EXCEPTION_FIELDS = `${word(['Category__c', 'Severity__c', 'Turn__c', 'Status__c'])}
  ${value(['Code__c', 'Message__c', 'Endpoint__c', 'Retryable__c', 'Allowed_Actions__c', 'Attempts__c', 'Opened_At__c', 'Next_Retry_At__c'])}
  ${value(['Correlation_Id__c', 'Name', 'Case__c'])}
  Case__r @optional { Id ${value(['CaseNumber'])} }`;

/** What pages show of a command, wherever they show one. */
export const COMMAND_FIELDS = `${word(['Type__c', 'Status__c'])}
  ${value(['Reason__c', 'Result_Code__c', 'Result_Text__c', 'Requested_At__c', 'Completed_At__c', 'Deadline__c', 'Correlation_Id__c'])}
  ${value(['LastModifiedDate'])}
  CreatedBy @optional { ${value(['Name'])} }`;

/** The broker, beside a record: when it was last heard of. */
export const BROKER_STATUS = `OB_Broker_Status__c(first: 1, orderBy: { Last_Heartbeat_At__c: { order: DESC } }) @optional {
  edges { node { Id ${value(['Last_Heartbeat_At__c'])} } }
}`;
