/** The exception nobody caught, as doors tell it to people. */
import { typeNameOf } from '../library/exceptions.ts';
import type { ApexThrow } from '../run/exceptions.ts';

export type Failure = {
  /** `System.MathException: Divide by 0` */
  readonly message: string;
  /** `Class.A.b: line 3, column 1`, the innermost call first. */
  readonly stack: string;
};

export function failureOf({ exception }: ApexThrow): Failure {
  return { message: `${typeNameOf(exception)}: ${exception.message ?? ''}`, stack: exception.stack ?? '' };
}
