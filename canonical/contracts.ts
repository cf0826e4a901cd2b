/** The published contracts: the only list. JSON Schema and the compatibility check follow from it. */
import type { z } from 'zod';
import { CreditMemo, Invoice } from './billing.ts';
import { OutboundCommand } from './command.ts';
import { CustomerAccount } from './customer.ts';
import { ExceptionRecord } from './exception-record.ts';
import { ExternalReference } from './external-reference.ts';
import { Release, Shipment } from './fulfilment.ts';
import { HoldSet } from './hold.ts';
import { InventoryPosition, Reservation } from './inventory.ts';
import { Observation } from './observation.ts';
import { CustomerOrder, LineBuckets } from './order.ts';
import { OrderRequest } from './order-request.ts';
import { Payment } from './payment.ts';
import { Return, ReturnReceipt } from './returns.ts';
import { CommandRequested } from './salesforce-events.ts';
import { TrackingEvent } from './tracking.ts';

/**
 * What a contract is for, which decides what may change in it.
 * `received`: others send it and the broker reads it; what was valid stays valid.
 * `sent`: the broker or the package sends it and others read it; what they rely on stays.
 * `kept`: the broker writes it and a later broker reads it (ledger, queues, rolling upgrades); both hold.
 */
export type ContractUse = 'received' | 'sent' | 'kept';

export type Contract = { readonly schema: z.ZodType; readonly use: ContractUse };

export const CONTRACTS = {
  CommandRequested: { schema: CommandRequested, use: 'received' },
  CreditMemo: { schema: CreditMemo, use: 'kept' },
  CustomerAccount: { schema: CustomerAccount, use: 'kept' },
  CustomerOrder: { schema: CustomerOrder, use: 'received' },
  ExceptionRecord: { schema: ExceptionRecord, use: 'sent' },
  ExternalReference: { schema: ExternalReference, use: 'kept' },
  HoldSet: { schema: HoldSet, use: 'kept' },
  InventoryPosition: { schema: InventoryPosition, use: 'kept' },
  Invoice: { schema: Invoice, use: 'kept' },
  LineBuckets: { schema: LineBuckets, use: 'kept' },
  Observation: { schema: Observation, use: 'kept' },
  OrderRequest: { schema: OrderRequest, use: 'received' },
  OutboundCommand: { schema: OutboundCommand, use: 'kept' },
  Payment: { schema: Payment, use: 'kept' },
  Release: { schema: Release, use: 'kept' },
  Reservation: { schema: Reservation, use: 'kept' },
  Return: { schema: Return, use: 'kept' },
  ReturnReceipt: { schema: ReturnReceipt, use: 'kept' },
  Shipment: { schema: Shipment, use: 'kept' },
  TrackingEvent: { schema: TrackingEvent, use: 'kept' },
} as const satisfies Record<string, Contract>;

export type ContractName = keyof typeof CONTRACTS;
