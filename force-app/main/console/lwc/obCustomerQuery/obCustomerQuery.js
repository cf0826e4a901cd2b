/** Orders of a customer, for the pages of an account, a contact and a case. Document: the GraphQL API guide. */
import { gql } from 'lightning/graphql';
import { value } from 'c/obQueryFields';

/** Nobody's id: an absent one must not find the orders that have none. */
export const NO_ID = '000000000000000AAA';

/** Variables: `accountId`, `contactId`, `orderId`; `NO_ID` for one there is not. */
export const CUSTOMER_ORDERS_QUERY = gql`
  query obCustomerOrders($accountId: ID!, $contactId: ID!, $orderId: ID!) {
    uiapi {
      query {
        OB_Order__c(
          first: 20
          where: { or: [{ Account__c: { eq: $accountId } }, { Contact__c: { eq: $contactId } }, { Id: { eq: $orderId } }] }
          orderBy: { Placed_At__c: { order: DESC } }
        ) {
          edges {
            node {
              Id
              Status__c @optional {
                value
                displayValue
              }
              Order_Number__c @optional {
                value
              }
              External_Key__c @optional {
                value
              }
              Raw_Status__c @optional {
                value
              }
              Placed_At__c @optional {
                value
              }
              Promised_Date__c @optional {
                value
              }
              Total_Amount__c @optional {
                value
              }
              Currency__c @optional {
                value
              }
              Has_Open_Exception__c @optional {
                value
              }
            }
          }
          pageInfo {
            hasNextPage
          }
        }
      }
    }
  }
`;

/**
 * Variables: `like`, a part of a name between per cent signs. Accounts, contacts and earlier orders: who may not read one of them
 * finds the others.
 */
export const CUSTOMERS_QUERY = gql`
  query obCustomers($like: String!) {
    uiapi {
      query {
        OB_Order__c(first: 20, where: { Customer_Name__c: { like: $like } }, orderBy: { Placed_At__c: { order: DESC } }) {
          edges { node { Id
            ${value(['Customer_Key__c', 'Customer_Name__c', 'Customer_Email__c', 'Account__c', 'Contact__c', 'Ship_To_Line_1__c', 'Ship_To_Line_2__c'])}
            ${value(['Ship_To_Postal_Code__c', 'Ship_To_City__c', 'Ship_To_Region__c', 'Ship_To_Country__c', 'Ship_To_Phone__c'])}
          } }
        }
        Account(first: 5, where: { Name: { like: $like } }, orderBy: { Name: { order: ASC } }) @optional {
          edges { node { Id
            ${value(['Name', 'AccountNumber', 'Phone'])}
            ${value(['ShippingStreet', 'ShippingPostalCode', 'ShippingCity', 'ShippingState', 'ShippingCountry'])}
          } }
        }
        Contact(first: 5, where: { Name: { like: $like } }, orderBy: { Name: { order: ASC } }) @optional {
          edges { node { Id AccountId @optional { value }
            ${value(['Name', 'Email', 'Phone', 'MailingStreet', 'MailingPostalCode', 'MailingCity', 'MailingState', 'MailingCountry'])}
            Account @optional { Id Name @optional { value } AccountNumber @optional { value } }
          } }
        }
      }
    }
  }
`;
