/** Why something was refused, failed or waits, in words a person may read. */
import type { ExceptionCode } from '../../canonical/exception-codes.ts';

/** The code is an outside system's, or one of ours. */
export type Reason = { readonly code: string; readonly message: string };

/** One that the broker itself gives: pages have a text for its code in every language. */
export type OwnReason = Reason & { readonly code: ExceptionCode };
