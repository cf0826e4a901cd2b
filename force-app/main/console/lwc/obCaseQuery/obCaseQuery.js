/** The open cases of an order and of its customer. Document: "Optional Fields" of the GraphQL API guide. */
import { gql } from 'lightning/graphql';
import { value } from 'c/obQueryFields';

/** Variables: `orderId`, `accountId`, `contactId`; `NO_ID` of the customer's query for one there is not. */
export const CASES_QUERY = gql`
  query obCases($orderId: ID!, $accountId: ID!, $contactId: ID!) {
    uiapi {
      query {
        Case(
          first: 20
          where: {
            and: [
              { IsClosed: { eq: false } }
              { or: [{ OB_Order__c: { eq: $orderId } }, { ContactId: { eq: $contactId } }, { AccountId: { eq: $accountId } }] }
            ]
          }
          orderBy: { CreatedDate: { order: DESC } }
        ) @optional {
          edges { node { Id ${value(['CaseNumber', 'Subject', 'OB_Order__c'])} } }
        }
      }
    }
  }
`;
