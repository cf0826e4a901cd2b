/** The query behind the page of a return. Document: "Optional Fields" of the GraphQL API guide. */
import { gql } from 'lightning/graphql';
import { BROKER_STATUS, COMMAND_FIELDS, ITS_ORDER, value, word } from 'c/obQueryFields';

/** Variables: `returnId`. */
export const RETURN_QUERY = gql`
  query obReturn($returnId: ID!) {
    uiapi {
      query {
        OB_Return__c(where: { Id: { eq: $returnId } }, first: 1) {
          edges { node { Id
            ${word(['Status__c', 'Refund_State__c', 'Reason__c', 'Resolution__c'])}
            ${value(['External_Key__c', 'RMA__c', 'Raw_Status__c', 'Requested_At__c', 'Return_By__c', 'Label_URL__c', 'Reason_Detail__c'])}
            ${value(['Refund_Amount__c', 'Currency__c', 'ERP_Document__c', 'Last_Synced_At__c', 'Order__c', 'Case__c', 'Status_Version__c'])}
            ${ITS_ORDER}
            Case__r @optional { Id CaseNumber @optional { value } }
            Return_Lines__r(first: 500) @optional {
              edges { node { Id
                ${word(['Condition__c', 'Disposition__c'])}
                ${value(['Quantity__c', 'Quantity_Authorized__c', 'Quantity_Received__c', 'Quantity_Refused__c', 'Quantity_Credited__c'])}
                ${value(['Refund_Amount__c', 'Eligibility_Detail__c'])}
                Order_Line__r @optional { Id Description__c @optional { value } SKU__c @optional { value } Line_Number__c @optional { value } }
              } }
              pageInfo { hasNextPage }
            }
            Commands__r(first: 20, orderBy: { Requested_At__c: { order: DESC } }) @optional {
              edges { node { Id ${COMMAND_FIELDS} } }
            }
          } }
        }
        ${BROKER_STATUS}
      }
    }
  }
`;
