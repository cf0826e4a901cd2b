/** A call the org refuses as a whole. Thrown by handlers, answered by the dispatcher with the array the platform sends. */

export type ApiError = { readonly message: string; readonly errorCode: string; readonly fields?: readonly string[] };

export class ApiFault extends Error {
  readonly status: number;
  /** Errors; for 300 the urls of the records to choose from. */
  readonly body: readonly ApiError[] | readonly string[];

  constructor(status: number, body: readonly ApiError[] | readonly string[]) {
    super(`HTTP ${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}
