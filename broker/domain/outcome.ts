/** Outcome classes of a call to an outside system (docs/adapters.md). The adapter classifies, the command policy decides. */

import type { OwnReason } from './reason.ts';

/** The document a command made or touched. */
export type DocumentRef = { readonly nativeId: string; readonly nativeNumber?: string };

/** What people call a document. */
export function documentName({ nativeId, nativeNumber }: DocumentRef): string {
  return nativeNumber ?? nativeId;
}

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
  /** Data or a rule: a person's turn, who reads the message. */
  | { readonly class: 'REJECT'; readonly code: string; readonly message: string }
  /** Credentials or set-up: stop the lane. */
  | { readonly class: 'CONFIG'; readonly code: string; readonly message: string };

/** One that the broker itself words, whichever system it is about. */
export type OwnFailure = Failure & OwnReason;

/** What became of a command. */
export type Outcome =
  | { readonly class: 'ACK'; readonly document: DocumentRef }
  /** The system says it did this before: adopted as success. */
  | { readonly class: 'ALREADY_DONE'; readonly document: DocumentRef }
  | Failure;

/** What a search by our key found, oldest first. `matches` is whether the document holds what we sent. */
export type ProbeOutcome =
  | { readonly class: 'NOT_FOUND' }
  /** A part of it is there, and a send goes on from there instead of beginning anew. */
  | { readonly class: 'UNFINISHED' }
  | { readonly class: 'FOUND'; readonly documents: readonly (DocumentRef & { readonly matches: boolean })[] }
  | Failure;

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
