/** The queries behind the pages of an exception and of a command. Document: "Optional Fields" of the GraphQL API guide. */
import { gql } from 'lightning/graphql';
import { COMMAND_FIELDS, EXCEPTION_FIELDS, ITS_ORDER, value, word } from 'c/obQueryFields';

/** Variables: `exceptionId`. */
export const EXCEPTION_QUERY = gql`
  query obException($exceptionId: ID!) {
    uiapi {
      query {
        OB_Exception__c(where: { Id: { eq: $exceptionId } }, first: 1) {
          edges { node { Id
            ${EXCEPTION_FIELDS}
            ${value(['Resolved_At__c', 'Order__c'])}
            ${ITS_ORDER}
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
            ${COMMAND_FIELDS}
            ${word(['Publish_State__c'])}
            ${value(['Published_At__c', 'Idempotency_Key__c', 'Order__c', 'Return__c'])}
            Return__r @optional { Id RMA__c @optional { value } External_Key__c @optional { value } }
            ${ITS_ORDER}
          } }
        }
      }
    }
  }
`;
