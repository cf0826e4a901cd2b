/** The open cases of an order and of its customer. Document: "Optional Fields" and "Query Limitations" of the GraphQL API guide. */
import { gql } from 'lightning/graphql';
import { value } from 'c/obQueryFields';

const OPEN = '(first: 20, where: { IsClosed: { eq: false } }, orderBy: { CreatedDate: { order: DESC } })';
const CASE = `edges { node { Id ${value(['CaseNumber', 'Subject', 'CreatedDate', 'OB_Order__c'])} } }`;

/** Variables: `orderId`. */
export const CASES_QUERY = gql`
  query obCases($orderId: ID!) {
    uiapi {
      query {
        OB_Order__c(where: { Id: { eq: $orderId } }, first: 1) {
          edges { node { Id
            Cases__r${OPEN} @optional { ${CASE} }
            Account__r @optional { Id Cases${OPEN} @optional { ${CASE} } }
            Contact__r @optional { Id Cases${OPEN} @optional { ${CASE} } }
          } }
        }
      }
    }
  }
`;
