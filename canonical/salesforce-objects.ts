/**
 * The package's objects as the broker sees them: every field it reads or writes, with type, size, system of record
 * and data class. `force-app` agrees with this table by a check; the ownership page of the docs is generated from it.
 */
import { amount, field, key, link, parent, personal, quantity, text, whole } from './salesforce-fields.ts';
import type { DataClass, FieldType, SalesforceField, SystemOfRecord } from './salesforce-fields.ts';
import { SALESFORCE_PICKLISTS } from './salesforce-picklists.ts';

export { SALESFORCE_PICKLISTS };
export type { DataClass, FieldType, SalesforceField, SystemOfRecord };

export type SalesforceObject = {
  /** The unique, case-sensitive text field the broker upserts by. */
  readonly externalId: string;
  /** Parents have a lower rank than their children and are written first. */
  readonly rank: 0 | 1 | 2;
  readonly fields: Readonly<Record<string, SalesforceField>>;
};

/** Set on every mirrored record: the ledger version the values belong to. The org refuses to go back. */
const version = { Status_Version__c: whole(18, 'broker') } as const;

export const SALESFORCE_OBJECTS = {
  OB_Order__c: {
    externalId: 'External_Key__c',
    rank: 0,
    fields: {
      External_Key__c: key(20),
      Account__c: link('Account'),
      Contact__c: link('Contact'),
      Order_Number__c: text(60, 'channel'),
      Source_System__c: text(30, 'channel'),
      Channel__c: text(40, 'channel'),
      Brand__c: text(40, 'channel'),
      Region__c: text(40, 'channel'),
      Placed_At__c: field('datetime', 'channel'),
      Currency__c: text(3, 'channel'),
      Total_Amount__c: amount('channel'),
      Requested_Date__c: field('date', 'channel'),
      Complete_Delivery__c: field('checkbox', 'channel'),
      Customer_Key__c: text(60, 'channel'),
      Customer_Name__c: personal(120, 'channel'),
      Customer_Email__c: personal(120, 'channel'),
      Ship_To_Name__c: personal(120, 'channel'),
      Ship_To_Line_1__c: personal(120, 'channel'),
      Ship_To_Line_2__c: personal(120, 'channel'),
      Ship_To_Postal_Code__c: personal(20, 'channel'),
      Ship_To_City__c: personal(80, 'channel'),
      Ship_To_Region__c: personal(80, 'channel'),
      Ship_To_Country__c: text(2, 'channel'),
      Ship_To_Phone__c: personal(40, 'channel'),
      Pickup_Location__c: text(40, 'channel'),
      Status__c: field('picklist', 'erp', { length: 40 }),
      Raw_Status__c: text(60, 'erp'),
      Status_As_Of__c: field('datetime', 'erp'),
      Promised_Date__c: field('date', 'erp'),
      ERP_System__c: text(30, 'broker'),
      ERP_Document__c: text(80, 'erp'),
      Sync_State__c: field('picklist', 'broker', { length: 40 }),
      Sync_Detail__c: text(255, 'broker'),
      Next_Try_At__c: field('datetime', 'broker'),
      Last_Synced_At__c: field('datetime', 'broker'),
      Has_Open_Exception__c: field('checkbox', 'broker'),
      ...version,
    },
  },
  OB_Order_Line__c: {
    externalId: 'External_Key__c',
    rank: 1,
    fields: {
      External_Key__c: key(30),
      Order__c: parent('OB_Order__c'),
      Line_Number__c: whole(6, 'channel'),
      SKU__c: text(60, 'channel'),
      Description__c: text(255, 'channel'),
      Unit__c: text(10, 'channel'),
      Unit_Price__c: amount('channel'),
      Tax__c: amount('channel'),
      Requested_Date__c: field('date', 'channel'),
      Quantity_Ordered__c: quantity('channel'),
      Quantity_Cancelled__c: quantity('erp'),
      Quantity_Confirmed__c: quantity('erp'),
      Quantity_Backordered__c: quantity('erp'),
      Quantity_Allocated__c: quantity('erp'),
      Quantity_Released__c: quantity('broker'),
      Quantity_Shipped__c: quantity('warehouse'),
      Quantity_Delivered__c: quantity('warehouse'),
      Quantity_Invoiced__c: quantity('erp'),
      Quantity_Returned__c: quantity('erp'),
      Promised_Date__c: field('date', 'erp'),
      Status__c: field('picklist', 'broker', { length: 40 }),
      ...version,
    },
  },
  OB_Shipment__c: {
    externalId: 'External_Key__c',
    rank: 1,
    fields: {
      External_Key__c: key(61),
      Order__c: parent('OB_Order__c'),
      Status__c: field('picklist', 'warehouse', { length: 40 }),
      Carrier__c: text(40, 'warehouse'),
      Service__c: text(40, 'warehouse'),
      Tracking_Number__c: text(60, 'warehouse'),
      Tracking_URL__c: text(255, 'warehouse'),
      Package_Count__c: whole(4, 'warehouse'),
      Shipped_At__c: field('datetime', 'warehouse'),
      Delivered_At__c: field('datetime', 'warehouse'),
      ...version,
    },
  },
  OB_Shipment_Line__c: {
    externalId: 'External_Key__c',
    rank: 2,
    fields: {
      External_Key__c: key(70),
      Shipment__c: parent('OB_Shipment__c'),
      Order_Line__c: parent('OB_Order_Line__c'),
      Quantity__c: quantity('warehouse'),
      ...version,
    },
  },
  OB_Invoice__c: {
    externalId: 'External_Key__c',
    rank: 1,
    fields: {
      External_Key__c: key(61),
      Order__c: parent('OB_Order__c'),
      Number__c: text(40, 'erp'),
      Type__c: field('picklist', 'erp', { length: 40 }),
      Status__c: field('picklist', 'erp', { length: 40 }),
      Total_Amount__c: amount('erp'),
      Currency__c: text(3, 'erp'),
      Issued_At__c: field('datetime', 'erp'),
      ...version,
    },
  },
  OB_Timeline_Entry__c: {
    externalId: 'Event_Key__c',
    rank: 1,
    fields: {
      Event_Key__c: key(30),
      Order__c: parent('OB_Order__c'),
      Occurred_At__c: field('datetime', 'broker'),
      Recorded_At__c: field('datetime', 'broker'),
      Category__c: field('picklist', 'broker', { length: 40 }),
      Code__c: text(60, 'broker'),
      Severity__c: field('picklist', 'broker', { length: 40 }),
      Sequence__c: whole(9, 'broker'),
      Actor_Type__c: field('picklist', 'broker', { length: 40 }),
      Source__c: text(30, 'broker'),
      Summary__c: text(255, 'broker'),
      Summary_Params__c: field('longtext', 'broker', { length: 2000 }),
    },
  },
  OB_Exception__c: {
    externalId: 'External_Key__c',
    rank: 1,
    fields: {
      External_Key__c: key(60),
      Order__c: parent('OB_Order__c'),
      Category__c: field('picklist', 'broker', { length: 40 }),
      Code__c: text(60, 'broker'),
      Severity__c: field('picklist', 'broker', { length: 40 }),
      Message__c: text(255, 'broker'),
      Turn__c: field('picklist', 'broker', { length: 40 }),
      Endpoint__c: text(30, 'broker'),
      Retryable__c: field('checkbox', 'broker'),
      Allowed_Actions__c: text(120, 'broker'),
      Attempts__c: whole(4, 'broker'),
      Opened_At__c: field('datetime', 'broker'),
      Next_Retry_At__c: field('datetime', 'broker'),
      Resolved_At__c: field('datetime', 'broker'),
      Status__c: field('picklist', 'broker', { length: 40 }),
      Correlation_Id__c: text(64, 'broker'),
      ...version,
    },
  },
  OB_Command__c: {
    externalId: 'Idempotency_Key__c',
    rank: 1,
    fields: {
      Idempotency_Key__c: text(64, 'salesforce'),
      Order__c: link('OB_Order__c'),
      Return__c: link('OB_Return__c'),
      Type__c: field('picklist', 'salesforce', { length: 40 }),
      Reason__c: personal(255, 'salesforce'),
      Payload__c: field('longtext', 'salesforce', { length: 32_768, dataClass: 'personal' }),
      Publish_State__c: field('picklist', 'salesforce', { length: 40 }),
      Requested_At__c: field('datetime', 'salesforce'),
      Deadline__c: field('datetime', 'salesforce'),
      Correlation_Id__c: text(64, 'salesforce'),
      Status__c: field('picklist', 'broker', { length: 40 }),
      Result_Code__c: text(60, 'broker'),
      Result_Text__c: text(255, 'broker'),
      Completed_At__c: field('datetime', 'broker'),
      ...version,
    },
  },
  OB_Return__c: {
    externalId: 'External_Key__c',
    rank: 1,
    fields: {
      External_Key__c: key(20),
      Order__c: link('OB_Order__c'),
      Case__c: link('Case'),
      RMA__c: text(60, 'erp'),
      Status__c: field('picklist', 'erp', { length: 40 }),
      Raw_Status__c: text(60, 'erp'),
      Reason__c: field('picklist', 'salesforce', { length: 40 }),
      Reason_Detail__c: personal(255, 'salesforce'),
      Requested_At__c: field('datetime', 'salesforce'),
      Return_By__c: field('date', 'erp'),
      Label_URL__c: text(255, 'erp'),
      Resolution__c: field('picklist', 'salesforce', { length: 40 }),
      Refund_State__c: field('picklist', 'erp', { length: 40 }),
      Refund_Amount__c: amount('erp'),
      Currency__c: text(3, 'erp'),
      ERP_Document__c: text(80, 'erp'),
      Correlation_Id__c: text(64, 'salesforce'),
      Last_Synced_At__c: field('datetime', 'broker'),
      ...version,
    },
  },
  OB_Return_Line__c: {
    externalId: 'External_Key__c',
    rank: 2,
    fields: {
      External_Key__c: key(30),
      Return__c: link('OB_Return__c'),
      Order_Line__c: link('OB_Order_Line__c'),
      Quantity__c: quantity('salesforce'),
      Quantity_Authorized__c: quantity('erp'),
      Quantity_Received__c: quantity('warehouse'),
      Quantity_Refused__c: quantity('warehouse'),
      Quantity_Credited__c: quantity('erp'),
      Condition__c: field('picklist', 'warehouse', { length: 40 }),
      Disposition__c: field('picklist', 'warehouse', { length: 40 }),
      Eligible__c: field('checkbox', 'salesforce'),
      Eligibility_Detail__c: text(255, 'salesforce'),
      Refund_Amount__c: amount('erp'),
      ...version,
    },
  },
  OB_Broker_Status__c: {
    externalId: 'External_Key__c',
    rank: 0,
    fields: {
      External_Key__c: key(60),
      Role__c: text(60, 'broker'),
      Version__c: text(40, 'broker'),
      Last_Heartbeat_At__c: field('datetime', 'broker'),
      Lag_Seconds__c: whole(9, 'broker'),
      API_Calls_Used__c: whole(9, 'broker'),
      API_Calls_Allowed__c: whole(9, 'broker'),
      Event_Deliveries_Used__c: whole(9, 'broker'),
      Event_Deliveries_Allowed__c: whole(9, 'broker'),
    },
  },
} as const satisfies Record<string, SalesforceObject>;

export type SalesforceObjectName = keyof typeof SALESFORCE_OBJECTS;

export type FieldValue = string | number | boolean | null | { readonly [externalIdField: string]: string };

/** One record as the broker wants it. Parents are named by external id: `Order__r: { External_Key__c: … }`. */
export type SalesforceRecord = {
  readonly object: SalesforceObjectName;
  readonly externalId: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
};
