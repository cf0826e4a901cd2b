/** What an aggregate's turn takes in, in order: requests of people and channels, answers to commands, observations, timers. */
import type { Observation } from '../../canonical/observation.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import type { OrderRequest, OrderRequestType } from '../../canonical/order-request.ts';

/** The document an endpoint made for a command. */
type Document = { readonly nativeId: string; readonly nativeNumber?: string };

/** How a submission reached the broker. */
export type Channel = 'salesforce' | 'api' | 'webhook';

export type Message =
  /** `requestKey` is the idempotency key of the agent's command in Salesforce, which waits for an answer. */
  | { readonly type: 'order.submitted'; readonly order: CustomerOrder; readonly via: Channel; readonly requestKey?: string }
  /** Salesforce announced an order that could not be read, or read and not understood. */
  | {
      readonly type: 'order.unreadable';
      readonly requestKey: string;
      readonly code: string;
      readonly message: string;
      readonly faults: readonly string[];
    }
  /** An agent or a channel asks for something about the order. `requestKey` is its idempotency key, `by` who asks. */
  | {
      readonly type: 'order.requested';
      readonly requestKey: string;
      readonly via: 'salesforce' | 'api';
      readonly by: string;
      readonly request: OrderRequest;
      /** Milliseconds since the epoch; after it nobody waits for the answer. */
      readonly deadline?: number;
    }
  /** Salesforce announced a request whose content could not be read, or read and not understood. */
  | {
      readonly type: 'request.unreadable';
      readonly requestKey: string;
      readonly request: OrderRequestType;
      readonly code: string;
      readonly message: string;
    }
  | { readonly type: 'command.acknowledged'; readonly commandId: string; readonly document: Document; readonly adopted: boolean }
  | {
      readonly type: 'command.rejected';
      readonly commandId: string;
      readonly code: string;
      readonly message: string;
    }
  /** The answer was lost. `nextTryAt` is when the endpoint is asked what happened. */
  | {
      readonly type: 'command.in_doubt';
      readonly commandId: string;
      readonly code: string;
      readonly message: string;
      readonly nextTryAt: number;
    }
  /** Sent once a command has waited long enough for people to wonder. */
  | {
      readonly type: 'command.retrying';
      readonly commandId: string;
      readonly code: string;
      readonly message: string;
      readonly attempts: number;
      readonly nextTryAt: number;
      /** Credentials or set-up are wrong: waiting alone will not help. */
      readonly misconfigured?: true;
    }
  /** Given up by itself: a person's turn. */
  | { readonly type: 'command.parked'; readonly commandId: string; readonly code: string; readonly message: string }
  /** The endpoint holds more than one document with our key, oldest first. */
  | { readonly type: 'command.duplicated'; readonly commandId: string; readonly documents: readonly Document[] }
  | { readonly type: 'document.observed'; readonly observation: Observation }
  /** Salesforce refused a record for good, or took it again after refusing it. */
  | {
      readonly type: 'record.refused';
      readonly object: string;
      readonly externalId: string;
      readonly code: string;
      readonly message: string;
    }
  | { readonly type: 'record.recovered'; readonly object: string; readonly externalId: string }
  /** A person told us to try a parked or rejected command again. */
  | { readonly type: 'retry.requested'; readonly exceptionId: string; readonly by: string; readonly reason: string }
  /** A person has seen to an exception no system will resolve. */
  | { readonly type: 'exception.acknowledged'; readonly exceptionId: string; readonly by: string; readonly reason: string }
  /** A message of this order made its turn throw, and waits as `messageId` until somebody has it taken again. */
  | { readonly type: 'message.set_apart'; readonly messageId: number; readonly what: string; readonly fromSalesforce: boolean }
  | { readonly type: 'timer.fired'; readonly timer: string };
