/** The endpoint port: what the engine needs of an ERP, a warehouse or any other outside system. One adapter each. */
import type { CommandIntent, OutboundCommand } from '../../canonical/command.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import type { Observation } from '../../canonical/observation.ts';

/** How a create behaves when it is repeated. The letters are the classes of docs/adapters.md. */
export type IdempotencyClass =
  | /** Native key, the first answer comes back. */ 'A'
    /** Native key, the repetition is an error that names the first. */
  | 'B'
  /** The key of the document is ours; a second create conflicts. */
  | 'C'
  /** Upsert by our key: a second create updates. */
  | 'D'
  /** Our key can only be searched for: a second create makes a second document. */
  | 'E';

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

/** The document a command made or touched. */
export type DocumentRef = { readonly nativeId: string; readonly nativeNumber?: string };

/** A failed call, classified by the adapter and by nobody else. */
export type Failure =
  /** Provably not executed: back off, send again. */
  | { readonly class: 'RETRY_SAFE'; readonly code: string; readonly message: string; readonly retryAfterMs?: number }
  /** The object is busy: a short, bounded wait. */
  | { readonly class: 'LOCKED'; readonly code: string; readonly message: string; readonly retryAfterMs?: number }
  /** May have been executed: probe, never send again blindly. */
  | { readonly class: 'IN_DOUBT'; readonly code: string; readonly message: string }
  /** The world moved: read again, decide again. */
  | { readonly class: 'CONFLICT'; readonly code: string; readonly message: string }
  /** Data or a rule: a person's turn. `faults` are for that person. */
  | { readonly class: 'REJECT'; readonly code: string; readonly message: string; readonly faults?: readonly string[] }
  /** Credentials or set-up: stop the lane. */
  | { readonly class: 'CONFIG'; readonly code: string; readonly message: string };

/** What became of a command. */
export type Outcome =
  | { readonly class: 'ACK'; readonly document: DocumentRef }
  /** The system says it did this before: adopted as success. */
  | { readonly class: 'ALREADY_DONE'; readonly document: DocumentRef }
  | Failure;

/** What a search by our key found. `matches` is whether the document holds what we sent. */
export type ProbeOutcome =
  | { readonly class: 'NOT_FOUND' }
  | { readonly class: 'FOUND'; readonly documents: readonly (DocumentRef & { readonly matches: boolean })[] }
  | Failure;

export type ReadOutcome = { readonly class: 'OK'; readonly observations: readonly Observation[] } | Failure;

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
