/** What the bare pipeline is given to do, and what it answers. */
export type WireRecord = { readonly object: string; readonly keyField: string; readonly externalId: string; readonly fields: object };

export type BareWork = {
  /** `redis:` or `postgres:`, as the broker's. */
  readonly queueUrl: string;
  readonly erpUrl: string;
  readonly company: string;
  readonly erpKey: string;
  readonly restUrl: string;
  readonly token: string;
  readonly concurrency: number;
  /** One job each: the body of its POST, and the records to write back when it is answered. */
  readonly orders: readonly { readonly body: unknown; readonly records: readonly WireRecord[] }[];
};

/** Before the JSON of a result, in a line of the process's output. */
export const BARE_DONE = 'bare pipeline: ';

export type BareResult = { readonly seconds: number; readonly cpuSeconds: number; readonly records: number };
