/** What happens to an order, in the past tense. Events carry what the state needs and what a person may read later. */
import type { CreditMemo, Invoice } from '../../canonical/billing.ts';
import type { LineQuantity, ShipmentStatus } from '../../canonical/fulfilment.ts';
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import type { OrderRequestType } from '../../canonical/order-request.ts';
import type { ReturnRequest, ReturnStatus } from '../../canonical/returns.ts';
import type { ErpDocument } from './erp-document.ts';
import type { Channel } from './message.ts';
import type { DocumentKey, RequestStatus, Route, SetApart, Stray } from './order-state.ts';
import type { Reason } from './reason.ts';
import type { ReleaseState } from './release-state.ts';
import type { Answer, Delivery, RequestChannel } from './requests/request-state.ts';
import type { ReturnDocument } from './returns/return-state.ts';

type Asked = { readonly identity: string; readonly requestKey?: string };
type Issued = { readonly type: 'CommandIssued'; readonly commandId: string; readonly endpoint: string };

/** What a command asks for, without the content, which is in the state. */
export type CommandIssued =
  | (Issued & { readonly intent: 'CREATE_ORDER' })
  | (Issued & { readonly intent: 'RELEASE'; readonly releaseId: string; readonly lines: readonly LineQuantity[] })
  | (Issued & { readonly intent: 'CONFIRM_SHIPMENT'; readonly shipmentId: string })
  | (Issued & { readonly intent: 'CANCEL_DUPLICATE'; readonly nativeId: string })
  /** Of a release where one is named, else of the order in the ERP. */
  | (Issued & {
      readonly intent: 'CANCEL_QUANTITY';
      readonly requestKey: string;
      readonly reason: string;
      readonly nativeId: string;
      readonly releaseId?: string;
      readonly lines: readonly LineQuantity[];
    })
  | (Issued & { readonly intent: 'HOLD' | 'RELEASE_HOLD'; readonly reason: string })
  | (Issued & { readonly intent: 'CHANGE_ADDRESS'; readonly requestKey: string })
  | (Issued & { readonly intent: 'CREATE_RETURN'; readonly returnKey: string })
  | (Issued & {
      readonly intent: 'CANCEL_RETURN';
      readonly returnKey: string;
      readonly nativeId: string;
      readonly stage: 'WAREHOUSE' | 'ERP';
    })
  | (Issued & { readonly intent: 'EXPECT_RETURN'; readonly returnKey: string })
  | (Issued & { readonly intent: 'CONFIRM_RECEIPT'; readonly returnKey: string; readonly receiptId: string })
  | (Issued & { readonly intent: 'CREDIT_RETURN'; readonly returnKey: string; readonly lines: readonly LineQuantity[] })
  | (Issued & { readonly intent: 'BOOK_REFUND'; readonly returnKey: string; readonly creditMemoId: string });

/** How a command that has no final answer yet stands now. */
export type CommandDelayed = {
  readonly type: 'CommandDelayed';
  readonly commandId: string;
  readonly phase: 'OVERDUE' | 'IN_DOUBT' | 'RETRYING' | 'PARKED' | 'REJECTED';
  readonly code?: string;
  readonly message?: string;
  readonly attempts?: number;
  readonly nextTryAt?: number;
  readonly misconfigured?: true;
};

/** A total over lines that moved, for people; the state derives it from the snapshots. */
export type QuantityMoved = {
  readonly type: 'QuantityMoved';
  readonly bucket: 'cancelled' | 'backordered' | 'shipped' | 'invoiced';
  readonly from: number;
  readonly to: number;
  readonly lineKeys: readonly number[];
  readonly occurredAt: string;
};

type AboutRequest = { readonly requestKey: string; readonly request: OrderRequestType };

/** What becomes of what agents and channels ask for. */
type RequestEvent =
  | ({ readonly type: 'RequestTaken'; readonly via: RequestChannel; readonly by: string; readonly deadline: number } & AboutRequest)
  /** Answered as it came. */
  | ({
      readonly type: 'RequestSettled';
      readonly via: RequestChannel;
      readonly status: Exclude<RequestStatus, 'ACCEPTED'>;
      readonly answer?: Answer;
    } & AboutRequest)
  | ({ readonly type: 'RequestClosed'; readonly status: 'COMPLETED' | 'REJECTED' | 'EXPIRED'; readonly answer?: Answer } & AboutRequest)
  | {
      readonly type: 'CancellationBegun';
      readonly requestKey: string;
      readonly reason: string;
      readonly whole: boolean;
      readonly asked: readonly LineQuantity[];
    }
  | { readonly type: 'ReleaseCancellationAnswered'; readonly commandId: string; readonly refusal?: Answer }
  | { readonly type: 'CancellationEnded'; readonly requestKey: string; readonly cancelled: readonly LineQuantity[] }
  /** All of a refused order is cancelled: no system has it. */
  | { readonly type: 'OrderWithdrawn' }
  | { readonly type: 'HoldWanted'; readonly wanted: boolean; readonly reason: string }
  | { readonly type: 'HoldAnswered'; readonly set: boolean }
  | { readonly type: 'HoldRefused' }
  | { readonly type: 'HoldEnded' }
  | { readonly type: 'AddressWanted'; readonly requestKey: string; readonly delivery: Delivery }
  | { readonly type: 'AddressChanged'; readonly delivery: Delivery }
  | { readonly type: 'AddressKept' };

/** What happens to the returns of an order. */
type ReturnEvent =
  | { readonly type: 'ReturnRequested'; readonly requestKey: string; readonly request: ReturnRequest }
  | { readonly type: 'ReturnRegistered'; readonly returnKey: string; readonly document: NamedDocument }
  | { readonly type: 'ReturnRefused'; readonly returnKey: string; readonly refusal: Answer }
  | { readonly type: 'ReturnExpected'; readonly returnKey: string; readonly nativeId: string }
  | { readonly type: 'ReturnObserved'; readonly returnKey: string; readonly document: ReturnDocument }
  | {
      readonly type: 'ReturnMoved';
      readonly returnKey: string;
      readonly status: ReturnStatus;
      readonly number?: string;
      readonly occurredAt: string;
    }
  | { readonly type: 'ReceiptConfirmed'; readonly returnKey: string; readonly commandId: string }
  | { readonly type: 'CreditMirrored'; readonly number: string; readonly status: CreditMemo['status']; readonly occurredAt: string }
  | { readonly type: 'ReturnWithdrawalBegun'; readonly returnKey: string; readonly requestKey: string; readonly reason: string }
  | { readonly type: 'ReturnWithdrawalAnswered'; readonly returnKey: string; readonly stage: 'WAREHOUSE' | 'ERP' }
  | { readonly type: 'ReturnWithdrawalEnded'; readonly returnKey: string };

export type OrderEvent =
  | RequestEvent
  | ReturnEvent
  | ({ readonly type: 'OrderSubmitted'; readonly order: CustomerOrder; readonly via: Channel; readonly revision: number } & Asked)
  | ({ readonly type: 'SubmissionAnswered'; readonly status: RequestStatus; readonly answer?: Reason } & Asked)
  /** The submission came too late to change anything, and nobody waits for an answer. */
  | { readonly type: 'SubmissionConflicted'; readonly identity: string }
  | { readonly type: 'OrderUnreadable'; readonly refusal: Reason }
  | { readonly type: 'OrderValidated'; readonly route: Route }
  | { readonly type: 'OrderRejected'; readonly refusal: Reason; readonly by: 'broker' | 'erp'; readonly commandId?: string }
  | { readonly type: 'OrderAccepted'; readonly commandId: string; readonly document: NamedDocument; readonly adopted: boolean }
  | { readonly type: 'OrderOpened' }
  | { readonly type: 'OrderCompleted' }
  | { readonly type: 'OrderCancelled' }
  | { readonly type: 'OrderReopened' }
  | CommandIssued
  | CommandDelayed
  /** `nativeId` is the warehouse's own name of a release, by which it can be cancelled. */
  | { readonly type: 'CommandAnswered'; readonly commandId: string; readonly nativeId?: string }
  | { readonly type: 'CommandRevived'; readonly commandId: string; readonly by: string; readonly reason: string }
  | { readonly type: 'WishRefused'; readonly exceptionId: string; readonly by: string; readonly code: string }
  | { readonly type: 'ExceptionAcknowledged'; readonly trouble: string; readonly by: string; readonly reason: string }
  | { readonly type: 'ReleaseReplaced'; readonly releaseId: string; readonly by: string; readonly reason: string }
  /** A document with our key besides the one that counts. */
  | { readonly type: 'DocumentFound'; readonly document: NamedDocument }
  | { readonly type: 'DocumentCancelled'; readonly document: DocumentKey }
  | { readonly type: 'ErpDocumentObserved'; readonly document: ErpDocument }
  | { readonly type: 'ReleaseObserved'; readonly release: ReleaseState }
  | QuantityMoved
  | { readonly type: 'OrderHeld'; readonly reasons: readonly string[]; readonly occurredAt: string }
  | { readonly type: 'OrderHoldLifted'; readonly occurredAt: string }
  | { readonly type: 'InvoiceMirrored'; readonly number: string; readonly status: Invoice['status']; readonly occurredAt: string }
  | { readonly type: 'ShipmentMoved'; readonly shipmentId: string; readonly status: ShipmentStatus; readonly occurredAt: string }
  | { readonly type: 'RecordRefused'; readonly record: string; readonly code: string }
  | { readonly type: 'RecordRecovered'; readonly record: string }
  /** A person wants the refused records sent again as they are: what refused them has changed in Salesforce. */
  | { readonly type: 'RecordsRetried'; readonly by: string; readonly reason: string }
  /** A person wants everything sent again: somebody changed it in Salesforce, or doubts it. */
  | { readonly type: 'RecordsReplayed'; readonly by: string; readonly reason: string }
  | { readonly type: 'FieldsUnfit'; readonly fields: readonly string[] }
  | { readonly type: 'MessageSetApart'; readonly message: SetApart }
  /** A person has it taken again, after a release that may have mended what it threw at. */
  | { readonly type: 'MessageRecalled'; readonly messageId: number; readonly by: string; readonly reason: string }
  | { readonly type: 'StrayReported'; readonly stray: Stray }
  | { readonly type: 'ExceptionOpened'; readonly subject: string; readonly record: ExceptionRecord }
  | { readonly type: 'ExceptionChanged'; readonly record: ExceptionRecord }
  | { readonly type: 'ExceptionResolved'; readonly record: ExceptionRecord };

/** A document and the number people use for it. */
export type NamedDocument = DocumentKey & { readonly nativeNumber?: string };

/** One kind of event. */
export type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, { readonly type: Type }>;
