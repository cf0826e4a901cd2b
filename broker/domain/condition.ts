/** What a trouble of an order is made of. */
import type { ExceptionCode } from '../../canonical/exception-codes.ts';
import type { ExceptionAction, ExceptionRecord } from '../../canonical/exception-record.ts';

/** A reason for an exception. `subject` tells it from the order's other troubles. */
export type Condition = {
  readonly subject: string;
  readonly category: ExceptionRecord['category'];
  readonly code: string;
  readonly message: string;
  readonly severity: ExceptionRecord['severity'];
  readonly owner: ExceptionRecord['owner'];
  readonly actions: readonly ExceptionAction[];
  readonly endpoint?: string;
  readonly commandId?: string;
  readonly attempts?: number;
  readonly nextTryAt?: number;
};

/** One that the broker found itself. What outside systems refuse has their codes. */
export type OwnCondition = Condition & { readonly code: ExceptionCode };
