/**
 * The one query behind the page of an order: the order and all that belongs to it, with the newest page of its history.
 * Fields are optional, so that a user without access to one of them still sees the rest. The platform allows ten lists in
 * a query; these are ten. A history is paged by when its entries were recorded and, within a second, by the broker's own
 * sequence, because cursors move when something new arrives. What people write in the org (notes) has no number there.
 * Document: "Query Limitations" and "Optional Fields" of the GraphQL API guide.
 */
import { gql } from 'lightning/graphql';
import { BROKER_STATUS, COMMAND_FIELDS, EXCEPTION_FIELDS, value, word } from 'c/obQueryFields';

/** As text, because a query is put together from texts. */
const TIMELINE_PAGE = '40';

/** Notes, which have no sequence, come before the broker's entries of the same second. */
const NEWEST_FIRST = '{ Recorded_At__c: { order: DESC, nulls: LAST }, Sequence__c: { order: DESC, nulls: FIRST } }';

const ENTRY = `edges { node { Id
  ${word(['Category__c', 'Severity__c', 'Actor_Type__c'])}
  ${value(['Occurred_At__c', 'Recorded_At__c', 'Code__c', 'Sequence__c', 'Source__c', 'Summary__c', 'Summary_Params__c', 'Event_Key__c', 'Note__c'])}
  ${value(['Order_Line__c', 'Shipment__c', 'Return__c', 'Command__c'])}
  Command__r @optional { Correlation_Id__c @optional { value } }
} } pageInfo { hasNextPage }`;

const ORDER = `${word(['Status__c', 'Sync_State__c'])}
  ${value(['External_Key__c', 'Order_Number__c', 'Source_System__c', 'Channel__c', 'Brand__c', 'Placed_At__c', 'Submitted_At__c', 'Currency__c'])}
  ${value(['Total_Amount__c', 'Promised_Date__c', 'Requested_Date__c', 'Raw_Status__c', 'Status_As_Of__c', 'Last_Synced_At__c', 'Status_Version__c'])}
  ${value(['ERP_System__c', 'ERP_Document__c', 'Sync_Detail__c', 'Next_Try_At__c', 'Has_Open_Exception__c', 'Pickup_Location__c'])}
  ${value(['Customer_Name__c', 'Ship_To_Name__c', 'Ship_To_Line_1__c', 'Ship_To_Line_2__c', 'Ship_To_Postal_Code__c', 'Ship_To_City__c'])}
  ${value(['Ship_To_Region__c', 'Ship_To_Country__c', 'Ship_To_Phone__c', 'Account__c', 'Contact__c'])}
  Account__r @optional { Id Name @optional { value } }
  Contact__r @optional { Id Name @optional { value } }`;

const LINE = `edges { node { Id ${word(['Status__c'])}
  ${value(['Line_Number__c', 'SKU__c', 'Description__c', 'Unit__c', 'Unit_Price__c', 'Promised_Date__c', 'Quantity_Ordered__c'])}
  ${value(['Quantity_Cancelled__c', 'Quantity_Backordered__c', 'Quantity_Allocated__c', 'Quantity_Released__c', 'Quantity_Shipped__c'])}
  ${value(['Quantity_Delivered__c', 'Quantity_Returned__c', 'Quantity_Invoiced__c'])}
} } pageInfo { hasNextPage }`;

const SHIPMENT = `edges { node { Id ${word(['Status__c'])}
  ${value(['External_Key__c', 'Carrier__c', 'Service__c', 'Tracking_Number__c', 'Tracking_URL__c', 'Package_Count__c', 'Shipped_At__c', 'Delivered_At__c'])}
  Shipment_Lines__r(first: 200) @optional { edges { node { Id Order_Line__c @optional { value } Quantity__c @optional { value } } } }
} } pageInfo { hasNextPage }`;

const INVOICE = `edges { node { Id ${word(['Status__c', 'Type__c'])} ${value(['Number__c', 'Total_Amount__c', 'Currency__c', 'Issued_At__c'])} } } pageInfo { hasNextPage }`;

const RETURN = `edges { node { Id ${word(['Status__c', 'Refund_State__c'])}
  ${value(['External_Key__c', 'RMA__c', 'Requested_At__c', 'Return_By__c', 'Label_URL__c', 'Refund_Amount__c', 'Currency__c'])} } } pageInfo { hasNextPage }`;

const EXCEPTION = `edges { node { Id ${EXCEPTION_FIELDS} } } pageInfo { hasNextPage }`;

const COMMAND = `edges { node { Id ${COMMAND_FIELDS} } } pageInfo { hasNextPage }`;

/** Variables: `orderId`. */
export const ORDER_QUERY = gql`
  query obOrder($orderId: ID!) {
    uiapi {
      query {
        OB_Order__c(where: { Id: { eq: $orderId } }, first: 1) {
          edges { node { Id
            ${ORDER}
            Lines__r(first: 500, orderBy: { Line_Number__c: { order: ASC } }) @optional { ${LINE} }
            Shipments__r(first: 200, orderBy: { Shipped_At__c: { order: DESC } }) @optional { ${SHIPMENT} }
            Invoices__r(first: 200, orderBy: { Issued_At__c: { order: DESC } }) @optional { ${INVOICE} }
            Returns__r(first: 200, orderBy: { Requested_At__c: { order: DESC } }) @optional { ${RETURN} }
            Exceptions__r(first: 50, where: { Status__c: { eq: "Open" } }, orderBy: { Opened_At__c: { order: ASC } }) @optional { ${EXCEPTION} }
            Commands__r(first: 20, orderBy: { Requested_At__c: { order: DESC } }) @optional { ${COMMAND} }
            Timeline_Entries__r(
              first: ${TIMELINE_PAGE}
              orderBy: ${NEWEST_FIRST}
            ) @optional { ${ENTRY} }
          } }
        }
        ${BROKER_STATUS}
      }
    }
  }
`;

/** Variables: `orderId`, `recordedAt` and `sequence` of the oldest entry there is: the next older page of the history. */
export const OLDER_ENTRIES_QUERY = gql`
  query obOlderEntries($orderId: ID!, $recordedAt: DateTime!, $sequence: Double!) {
    uiapi {
      query {
        OB_Timeline_Entry__c(
          first: ${TIMELINE_PAGE}
          where: {
            Order__c: { eq: $orderId }
            or: [
              { Recorded_At__c: { lt: { value: $recordedAt } } }
              { and: [{ Recorded_At__c: { eq: { value: $recordedAt } } }, { Sequence__c: { lt: $sequence } }] }
              { and: [{ Recorded_At__c: { eq: { value: $recordedAt } } }, { Category__c: { eq: "Note" } }] }
            ]
          }
          orderBy: ${NEWEST_FIRST}
        ) { ${ENTRY} }
      }
    }
  }
`;
