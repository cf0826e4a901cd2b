/** The open exceptions a user may see, the oldest first. Document: the GraphQL API guide. */
import { gql } from 'lightning/graphql';
import { value, word } from 'c/obQueryFields';

/** Variables: `first`, how many. */
export const OPEN_EXCEPTIONS_QUERY = gql`
  query obOpenExceptions($first: Int!) {
    uiapi {
      query {
        OB_Exception__c(first: $first, where: { Status__c: { eq: "Open" } }, orderBy: { Opened_At__c: { order: ASC } }) {
          edges { node { Id
            ${word(['Category__c', 'Severity__c', 'Turn__c', 'Status__c'])}
            ${value(['Code__c', 'Message__c', 'Endpoint__c', 'Retryable__c', 'Allowed_Actions__c', 'Attempts__c', 'Opened_At__c'])}
            ${value(['Next_Retry_At__c', 'Correlation_Id__c', 'OwnerId', 'Order__c'])}
            Order__r @optional { Id Order_Number__c @optional { value } External_Key__c @optional { value } }
          } }
          pageInfo { hasNextPage }
        }
      }
    }
  }
`;
