/** What the broker knows of one order. Stored as JSON and rewritten every turn, so it holds facts and no history. */
import type { CommandIntent } from '../../canonical/command.ts';
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import type { OrderLifecycle, RequestStatus } from '../../canonical/lifecycle.ts';
import type { LineQuantity } from '../../canonical/fulfilment.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import type { ErpDocument } from './erp-document.ts';
import type { Channel } from './message.ts';
import type { Reason } from './reason.ts';
import type { ReleaseState } from './release-state.ts';
import type { AddressChange, AgentHold, Cancellation, Delivery, RequestState } from './requests/request-state.ts';
import type { ReturnState } from './returns/return-state.ts';

export type { RequestStatus };

/** The endpoints an order goes to. Absent warehouse: the ERP ships by itself. */
export type Route = { readonly erp: string; readonly warehouse?: string };

/** An outside system's name for a document. Native ids of two endpoints may be equal, so both parts count. */
export type DocumentKey = { readonly endpoint: string; readonly nativeId: string };

/** A command that has no final answer yet. SUPERSEDED: refused, and the order was submitted anew since. */
export type OpenCommand = {
  readonly commandId: string;
  readonly endpoint: string;
  readonly intent: CommandIntent;
  /** The release, the shipment, the return, the request or the native id of the document it is about. */
  readonly subject?: string;
  readonly issuedAt: number;
  readonly phase: 'WAITING' | 'OVERDUE' | 'IN_DOUBT' | 'RETRYING' | 'PARKED' | 'REJECTED' | 'SUPERSEDED';
  readonly code?: string;
  readonly message?: string;
  readonly attempts?: number;
  readonly nextTryAt?: number;
  /** A fault of credentials or set-up: operations must act. */
  readonly misconfigured?: true;
};

/** A submission the broker has seen, by the agent's request key or, where there is none, by the fingerprint of its content. */
export type Submission = {
  readonly identity: string;
  readonly requestKey?: string;
  readonly status: RequestStatus;
  /** Free of personal data, like every reason of the state. */
  readonly answer?: Reason;
  /** When the last word was said. */
  readonly closedAt?: number;
};

/** An open exception. `subject` names what is wrong inside this order, so that the same trouble is one exception. */
export type OpenException = { readonly subject: string; readonly record: ExceptionRecord };

/** A Salesforce record by object and external id, and why Salesforce refuses it. */
export type RefusedRecord = { readonly record: string; readonly code: string };

/** Word of something this order does not have, or has twice where it can have one. */
export type Stray = {
  readonly code: 'UNKNOWN_COMMAND' | 'UNKNOWN_RELEASE' | 'UNKNOWN_RETURN' | 'DUPLICATED';
  readonly name: string;
  readonly endpoint?: string;
};

/** A message the broker has a fault with: it waits in the ledger while the order goes on without it. */
export type SetApart = { readonly messageId: number; readonly what: string; readonly fromSalesforce: boolean };

export type OrderState = {
  readonly orderKey: string;
  /** Sequence of the last journal entry. */
  readonly sequence: number;
  readonly commandsIssued: number;
  readonly exceptionsOpened: number;
  /** 0 before the first submission. */
  readonly revision: number;
  readonly lifecycle: OrderLifecycle;
  /** Absent until an order was submitted. */
  readonly order?: CustomerOrder;
  readonly via?: Channel;
  readonly receivedAt?: number;
  readonly route?: Route;
  /** Why the present revision was refused. */
  readonly refusal?: Reason;
  /** Why the last announced content could not be read. */
  readonly unreadable?: Reason;
  /** Later submissions with other content, which came too late and which nobody answers: how many, and who was first and last. */
  readonly conflicts?: { readonly count: number; readonly first: string; readonly last: string };
  /** The ERP document that counts. */
  readonly document?: DocumentKey;
  /** Every ERP document seen with our key. */
  readonly documents: readonly ErpDocument[];
  readonly releases: readonly ReleaseState[];
  readonly returns: readonly ReturnState[];
  /** What agents and channels asked for since the order was submitted. */
  readonly requests: readonly RequestState[];
  /** Cancellations under way, oldest first. */
  readonly cancellations: readonly Cancellation[];
  /** What the ERP is known to have cancelled, whatever its snapshots show yet: cumulative, reversals not taken off. */
  readonly cancelledAtLeast: readonly LineQuantity[];
  readonly hold?: AgentHold;
  readonly addressChange?: AddressChange;
  /** Where the order goes, where that is not where it was to go when it was submitted. */
  readonly delivery?: Delivery;
  readonly commands: readonly OpenCommand[];
  readonly submissions: readonly Submission[];
  readonly exceptions: readonly OpenException[];
  /** Salesforce records refused for good, each with the code of its last refusal. */
  readonly refusedRecords: readonly RefusedRecord[];
  /** Salesforce fields that cannot hold their values. */
  readonly unfitFields: readonly string[];
  readonly strays: readonly Stray[];
  readonly setApart: readonly SetApart[];
  /** Troubles a person has seen to: they are not raised again as they are. */
  readonly acknowledged: readonly string[];
  /** When an endpoint last told something new. */
  readonly syncedAt?: number;
};

/** The state of an order nobody has spoken of. */
export function initialState(orderKey: string): OrderState {
  return {
    orderKey,
    sequence: 0,
    commandsIssued: 0,
    exceptionsOpened: 0,
    revision: 0,
    lifecycle: 'RECEIVED',
    documents: [],
    releases: [],
    returns: [],
    requests: [],
    cancellations: [],
    cancelledAtLeast: [],
    commands: [],
    submissions: [],
    exceptions: [],
    refusedRecords: [],
    unfitFields: [],
    strays: [],
    setApart: [],
    acknowledged: [],
  };
}

/** A stored state as this broker knows it: what an older one had no word for is as if nothing had happened. Null: nothing was stored. */
export function restoreState(orderKey: string, stored: unknown): OrderState {
  return { ...initialState(orderKey), ...(stored as OrderState | null | undefined) };
}

/** Whether the ERP has taken the order: from here on its content is the ERP's to change. */
export function isAccepted(state: OrderState): boolean {
  return state.document !== undefined;
}

/** The command that creates the ERP document of the present revision, while it has no final answer. */
export function openCreate(state: OrderState): OpenCommand | undefined {
  return state.commands.find((command) => command.intent === 'CREATE_ORDER' && command.phase !== 'SUPERSEDED');
}

/** Whether two names are the same document. */
export function sameDocument(a: DocumentKey, b: DocumentKey): boolean {
  return a.endpoint === b.endpoint && a.nativeId === b.nativeId;
}

/** The facts of the ERP document that counts. */
export function keptDocument(state: OrderState): ErpDocument | undefined {
  return state.documents.find((document) => isKept(state, document));
}

/** Whether the ERP's document has been read once. */
export function wasRead(state: OrderState): boolean {
  return state.documents.some((document) => document.version >= 0 && isKept(state, document));
}

function isKept(state: OrderState, document: DocumentKey): boolean {
  return state.document !== undefined && sameDocument(document, state.document);
}

/** Where what has not left yet goes. */
export function deliveryOf({ delivery, order }: OrderState): Delivery | undefined {
  if (delivery || !order) return delivery;
  const { shipTo, pickupLocation } = order;
  return { shipTo, ...(pickupLocation !== undefined && { pickupLocation }) };
}

/** Documents with our key that should not be there, as far as they are not cancelled. */
export function surplusDocuments(state: OrderState): readonly ErpDocument[] {
  return state.documents.filter((document) => document.status !== 'CANCELLED' && !isKept(state, document));
}
