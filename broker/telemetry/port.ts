/** What the parts of the broker say about themselves. Names are a public contract; fields and labels never hold personal data. */
import type { MetricName } from './metric-names.ts';

export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

export type Log = {
  readonly info: (event: string, fields?: Fields) => void;
  readonly warn: (event: string, fields?: Fields) => void;
  readonly error: (event: string, fields?: Fields) => void;
};

/** Labels come from small closed sets, never from keys or messages. */
export type Labels = Readonly<Record<string, string>>;

export type Metrics = {
  readonly count: (name: MetricName, labels?: Labels, by?: number) => void;
  readonly observe: (name: MetricName, value: number, labels?: Labels) => void;
  readonly gauge: (name: MetricName, value: number, labels?: Labels) => void;
};

/** A step on an order's way that is over. Instants are epoch milliseconds. */
export type Step = {
  readonly name: string;
  /** CLIENT: an outside system was asked. */
  readonly kind?: 'INTERNAL' | 'CLIENT';
  readonly startedAt: number;
  readonly endedAt: number;
  readonly fields?: Fields;
  /** Why it failed, as a code. */
  readonly failure?: string;
};

export type Traces = { readonly step: (orderKey: string, step: Step) => void };
