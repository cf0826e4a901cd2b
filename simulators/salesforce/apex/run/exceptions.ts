/** Exceptions while Apex runs. Source: Apex Reference, "Exception Class and Built-In Exceptions". */
import type { Problem } from '../compile/program.ts';
import { ApexObject, type Value } from '../values.ts';
import type { ApexType } from '../types/type.ts';

/** What went wrong with one record of a DML statement. */
export type DmlFailure = {
  readonly index: number;
  readonly id: string | null;
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
};

/** An instance of Exception or of a class that extends it. */
export class ExceptionObject extends ApexObject {
  message: string | null = null;
  cause: Value = null;
  /** Where it was made: `Class.A.b: line 3, column 1`, the innermost call first. */
  stack: string | undefined;
  failures: readonly DmlFailure[] = [];
  /** Of a query in user mode: fields it selects without the right to, by object. */
  inaccessible: ReadonlyMap<string, readonly string[]> = new Map();
  /** Made by Apex code, not by the platform. */
  isMade = false;

  /** Of the innermost call. */
  get line(): number {
    return Number(/: line (\d+)/.exec(this.stack ?? '')?.[1] ?? 0);
  }

  /** The four constructors: nothing, a message, a cause, both. */
  nException(first: Value = null, second: Value = null): this {
    this.isMade = true;
    if (first instanceof ExceptionObject) this.cause = first;
    else if (first !== null) this.message = first as string;
    if (second !== null) this.cause = second;
    return this;
  }

  static of(type: ApexType, message: string | null): ExceptionObject {
    const exception = new ExceptionObject();
    Object.defineProperty(exception, 'type', { value: type });
    exception.message = message;
    return exception;
  }
}

/** Carries an Apex exception through JavaScript. */
export class ApexThrow extends Error {
  readonly exception: ExceptionObject;

  constructor(exception: ExceptionObject) {
    super(`${exception.type.name}: ${exception.message ?? ''}`);
    this.exception = exception;
  }
}

/** The LimitException, and a failed assertion: no `catch` stops it. */
export class LimitThrow extends ApexThrow {}

/** A function was called that does not compile; no `catch` stops it. */
export class UnsupportedApex extends Error {
  constructor({ unit, at, message }: Problem) {
    super(`not supported: ${message.replace(/^not supported: /, '')} at ${unit}:${at.line}:${at.column}`);
  }
}
