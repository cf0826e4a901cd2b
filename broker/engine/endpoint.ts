/** The endpoint port: what the engine needs of an ERP, a warehouse or any other outside system. One adapter each. */
import type { CommandIntent, OutboundCommand } from '../../canonical/command.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import type { Observation } from '../../canonical/observation.ts';
import type { DocumentRef, Failure, IdempotencyClass, Outcome, OwnFailure, ProbeOutcome } from '../domain/outcome.ts';

export type { DocumentRef, Failure, IdempotencyClass, Outcome, OwnFailure, ProbeOutcome };

export type EndpointCapabilities = {
  readonly intents: readonly CommandIntent[];
  readonly idempotency: IdempotencyClass;
  /** A probe that finds nothing proves nothing before this much time has passed since the send. */
  readonly settleMs: number;
  /** A call without an answer after this long is given up, and in doubt if it was a write. */
  readonly timeoutMs: number;
  /** Calls in flight at once, over all processes. */
  readonly concurrency: number;
  /** Most calls in a second, over all processes; absent where the system states none. */
  readonly callsPerSecond?: number;
  /** Most documents one `read` may ask for. */
  readonly readBatch: number;
};

/** `leftOut`: documents that nobody can tell whose they are. */
export type ReadOutcome = { readonly class: 'OK'; readonly observations: readonly Observation[]; readonly leftOut?: number } | Failure;

/** A document that may have changed. Hints come late, twice and out of order; only a read tells. */
export type ChangeHint = { readonly kind: Observation['kind']; readonly nativeId: string };

/** A page of hints. `cursor` is opaque, stored and handed back; `more` asks for the next page at once. */
export type ChangesOutcome =
  { readonly class: 'OK'; readonly hints: readonly ChangeHint[]; readonly cursor: string; readonly more: boolean } | Failure;

/** A fault a synchronous validation found. `pointer` is a JSON pointer into the order. */
export type OrderFault = { readonly pointer: string; readonly code: string; readonly message: string };

export type CheckOutcome = { readonly class: 'OK'; readonly faults: readonly OrderFault[] } | Failure;

/** One configured outside system. Every method answers; none throws for anything the system did. */
export type Endpoint = {
  readonly id: string;
  readonly capabilities: EndpointCapabilities;
  /** Executes a command once. Never retries a write by itself. */
  readonly send: (command: OutboundCommand, signal: AbortSignal) => Promise<Outcome>;
  /** Looks for what an earlier send of this command may have left behind. */
  readonly probe: (command: OutboundCommand, signal: AbortSignal) => Promise<ProbeOutcome>;
  /** Reads documents as they are now. A document that is gone is left out. */
  readonly read: (hints: readonly ChangeHint[], signal: AbortSignal) => Promise<ReadOutcome>;
  /** The next page of the change feed after `cursor`; undefined starts at the beginning of what is kept. */
  readonly changes: (cursor: string | undefined, signal: AbortSignal) => Promise<ChangesOutcome>;
  /** Customer, price, availability: what would refuse this order now. Absent where the system cannot tell. */
  readonly check?: (order: CustomerOrder, signal: AbortSignal) => Promise<CheckOutcome>;
};
