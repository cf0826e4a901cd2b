/** The open exceptions a user may see, the oldest first. Document: the GraphQL API guide. */
import { gql } from 'lightning/graphql';
import { EXCEPTION_FIELDS, ITS_ORDER, value } from 'c/obQueryFields';

/** Variables: `first`, how many. */
export const OPEN_EXCEPTIONS_QUERY = gql`
  query obOpenExceptions($first: Int!) {
    uiapi {
      query {
        OB_Exception__c(first: $first, where: { Status__c: { eq: "Open" } }, orderBy: { Opened_At__c: { order: ASC } }) {
          edges { node { Id
            ${EXCEPTION_FIELDS}
            ${value(['OwnerId', 'Assigned_At__c', 'CreatedById', 'Order__c'])}
            Owner @optional { ... on User { ${value(['Name'])} } ... on Group { ${value(['Name'])} } }
            ${ITS_ORDER}
          } }
          pageInfo { hasNextPage }
        }
      }
    }
  }
`;
