/** Stands in for OB_DraftLock: what was ordered changes only while the order is a draft or rejected, and no submission is under way. */
import type { ApexServices } from '../apex-port.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import type { TriggerCall, TriggerRow } from '../storage/trigger.ts';

const OPEN_STATUSES: ReadonlySet<unknown> = new Set(['Draft', 'Rejected']);
const ORDERED = [
  'Line_Number__c',
  'SKU__c',
  'Description__c',
  'Unit__c',
  'Unit_Price__c',
  'Tax__c',
  'Requested_Date__c',
  'Quantity_Ordered__c',
] as const;

export function isOpen(order: StoredRecord): boolean {
  return order['Submitted_At__c'] === null && OPEN_STATUSES.has(order['Status__c']);
}

/** Refuses lines of orders that are not open, for everybody but the broker. */
export function refuseLockedLines({ database }: ApexServices, { operation, rows, transaction }: TriggerCall): void {
  if (transaction.actor.permissions.has('OB_Integration_Write')) return;
  for (const row of rows) {
    if (operation === 'update' && !isReordered(row)) continue;
    const order = database.table('OB_Order__c').get(String(row.after['Order__c']));
    if (order === undefined || isOpen(order)) continue;
    row.addError({
      statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'The order has been handed over: its lines can no longer be changed.',
      fields: [],
    });
  }
}

function isReordered({ before, after }: TriggerRow): boolean {
  return ORDERED.some((field) => before?.[field] !== after[field]);
}
