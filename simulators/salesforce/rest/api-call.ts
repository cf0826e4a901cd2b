/** A call of the REST API after transport and session have been dealt with. Composite subrequests take the same form. */
import type { Session } from '../auth/sessions.ts';
import type { ActingUser } from '../security/acting-user.ts';
import type { Actor } from '../storage/actor.ts';
import type { Transaction } from '../storage/database.ts';

export type ApiCall = {
  readonly method: string;
  /** Scheme and host the caller used: what the org's own urls begin with. */
  readonly base: string;
  /** Decoded path segments after `/services/data/vNN.0/`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON, or the text of a CSV body. */
  readonly body: unknown;
  /** `67.0` */
  readonly version: string;
  /** Set for calls of the Tooling API: its paths begin with it. */
  readonly area?: '/tooling';
  readonly session: Session;
  readonly actor: Actor;
  /** Whose permissions hold for whatever the call reads and writes. */
  readonly user: ActingUser;
  /** Runs a write in the call's own transaction, or in the one of the composite request around it. */
  readonly transact: <Result>(work: (transaction: Transaction) => Result) => Result;
  /** Sends a subrequest through the same routes. */
  readonly dispatch: (call: ApiCall) => ApiReply;
};

export type ApiReply = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Set for bodies that are text or bytes, not JSON. */
  readonly contentType?: string;
};

/** Values of the `:name` parts of a route. */
export type RouteValues = Readonly<Record<string, string>>;

export type Handler = (call: ApiCall, values: RouteValues) => ApiReply;

export type Route = { readonly method: string; readonly pattern: string; readonly handle: Handler };

/** Path of the version and API the call came in by: `/services/data/v67.0`, `/services/data/v67.0/tooling`. */
export function basePath({ version, area }: Pick<ApiCall, 'version' | 'area'>): string {
  return `${basePathOf(version)}${area ?? ''}`;
}

export function basePathOf(version: string): string {
  return `/services/data/v${version}`;
}
