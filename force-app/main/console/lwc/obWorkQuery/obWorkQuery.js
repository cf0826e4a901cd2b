/** The queries behind the pages of an exception and of a command. Document: "Optional Fields" of the GraphQL API guide. */
import { gql } from 'lightning/graphql';
import { value, word } from 'c/obQueryFields';

const ORDER = 'Order__r @optional { Id Order_Number__c @optional { value } External_Key__c @optional { value } }';

/** Variables: `exceptionId`. */
export const EXCEPTION_QUERY = gql`
  query obException($exceptionId: ID!) {
    uiapi {
      query {
        OB_Exception__c(where: { Id: { eq: $exceptionId } }, first: 1) {
          edges { node { Id
            ${word(['Category__c', 'Severity__c', 'Turn__c', 'Status__c'])}
            ${value(['Code__c', 'Message__c', 'Endpoint__c', 'Retryable__c', 'Allowed_Actions__c', 'Attempts__c', 'Opened_At__c'])}
            ${value(['Next_Retry_At__c', 'Resolved_At__c', 'Correlation_Id__c', 'Order__c'])}
            ${ORDER}
          } }
        }
      }
    }
  }
`;

/** Variables: `commandId`. */
export const COMMAND_QUERY = gql`
  query obCommand($commandId: ID!) {
    uiapi {
      query {
        OB_Command__c(where: { Id: { eq: $commandId } }, first: 1) {
          edges { node { Id
            ${word(['Type__c', 'Status__c', 'Publish_State__c'])}
            ${value(['Reason__c', 'Result_Code__c', 'Result_Text__c', 'Requested_At__c', 'Published_At__c', 'Completed_At__c'])}
            ${value(['Deadline__c', 'Correlation_Id__c', 'Idempotency_Key__c', 'Order__c', 'Return__c'])}
            CreatedBy @optional { Name @optional { value } }
            Return__r @optional { Id RMA__c @optional { value } External_Key__c @optional { value } }
            ${ORDER}
          } }
        }
      }
    }
  }
`;
