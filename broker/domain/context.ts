/** What a turn may know beside its aggregate: the time, the routing rules and what each endpoint can do. */
import type { CommandIntent } from '../../canonical/command.ts';

/** First rule that fits decides. Absent conditions fit every order; `percent` takes that share of the keys, always the same ones. */
export type RouteRule = {
  readonly brand?: string;
  readonly region?: string;
  readonly channel?: string;
  readonly percent?: number;
  readonly erp: string;
  /** Absent where the ERP runs its warehouse itself. */
  readonly warehouse?: string;
};

export type TurnContext = {
  /** Milliseconds since the epoch, the same for the whole turn. */
  readonly now: number;
  readonly routes: readonly RouteRule[];
  readonly intents: Readonly<Record<string, readonly CommandIntent[]>>;
};
