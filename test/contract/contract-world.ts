/** What a test of an adapter needs of the system behind it, simulated or real. */
import type { OutboundCommand } from '../../canonical/command.ts';
import type { DocumentRef, Endpoint } from '../../broker/engine/endpoint.ts';

/** Troubles a world can put in the way of a call. Kinds as in the simulators' fault scripts. */
export type Trouble = {
  readonly kind:
    | 'drop-answer'
    | 'late-commit'
    | 'throttle'
    | 'unavailable'
    | 'error-before-commit'
    | 'error-after-commit'
    | 'reset-before-commit'
    | 'stale-version'
    | 'slow'
    | 'late-index'
    | 'restart';
  readonly times?: number;
  readonly nth?: number;
  readonly probability?: number;
  readonly delayMs?: number;
  readonly retryAfterMs?: number;
};

/** Quantities of one document, over all its lines. */
export type Totals = { readonly shipped: number; readonly givenUp: number };

export type Reversed = { readonly bucket: 'shipped' | 'invoiced'; readonly taken: number; readonly after: Totals };

export type ContractWorld = {
  readonly endpoint: Endpoint;
  /** The endpoint's principal command, the one that makes a document, under a key nobody used. Its lines hold 4 pieces each. */
  readonly make: (key: string) => OutboundCommand;
  /** The same command with another content under the same key. */
  readonly altered: (command: OutboundCommand) => OutboundCommand;
  /** How many documents the system made for the key of this command, by its own word. */
  readonly documents: (command: OutboundCommand) => Promise<number>;
  /** Puts a trouble in the way of calls that write with the key of this command; of all writes where it is absent. */
  readonly trouble: (trouble: Trouble, command?: OutboundCommand) => Promise<void>;
  /** Takes away the troubles that nobody met yet. */
  readonly calm: () => Promise<void>;
  /** Lets time go by for the adapter. */
  readonly pass: (ms: number) => void;
  readonly reconcileIntervalMs: number;
  /** Has the document shipped in two parts and the rest given up. Answers what that comes to. */
  readonly shipInParts?: (command: OutboundCommand, document: DocumentRef) => Promise<Totals>;
  /** Brings the document to where it cannot be cancelled any more. */
  readonly passPointOfNoReturn?: (command: OutboundCommand, document: DocumentRef) => Promise<void>;
  /** A command that cancels pieces of the document's first line. */
  readonly cancellation?: (command: OutboundCommand, document: DocumentRef) => OutboundCommand;
  /** Makes the system use a word for the document's state that nobody knows. */
  readonly useUnknownWord?: (document: DocumentRef, word: string) => Promise<void>;
  /** Takes a shipment or an invoice back by an explicit document. Answers how much, and the totals after it. */
  readonly reverse?: (command: OutboundCommand, document: DocumentRef) => Promise<Reversed>;
  /** Has the feed come late, twice and out of order. */
  readonly disturbFeed?: () => Promise<void>;
  /** Has the feed lose its next entries. */
  readonly loseChanges?: (count: number) => Promise<void>;
  /** Has people in the system add a line and remove the last one of ours, so that its own numbering moves. Answers the removed line key. */
  readonly changeLines?: (command: OutboundCommand, document: DocumentRef) => Promise<number>;
  /** Another company of the same system, as an endpoint of its own. */
  readonly otherCompany?: () => Promise<Pick<ContractWorld, 'endpoint' | 'make'>>;
  readonly close: () => Promise<void>;
};

export type CaseId = 'C1' | 'C2' | 'C3' | 'C4' | 'C5' | 'C6' | 'C7' | 'C8' | 'C9' | 'C11' | 'C12' | 'C13' | 'C14' | 'C15';

/** How much chance is tried: scripts of troubles, and commands under each. */
export type Effort = { readonly runs: number; readonly commands: number };

/** Why a case does not apply to an adapter. */
export type Exemptions = Readonly<Partial<Record<CaseId, string>>>;
