/** The broker's session with the org: one token for all callers, renewed once however many find it refused. */
import type { Clock, Random } from '../engine/clock.ts';
import type { Log, Metrics } from '../telemetry/port.ts';
import { backoffMs } from './backoff.ts';
import { loggable } from './failure.ts';
import type { SalesforceFailure } from './failure.ts';
import type { Grant, GrantResult } from './token-grant.ts';

/** A token refused so soon after its login will not be helped by another login. */
const FRESH_MS = 2_000;

const FRESH_TOKEN_REFUSED: SalesforceFailure = {
  class: 'CONFIG',
  code: 'FRESH_TOKEN_REFUSED',
  message: "a new token was refused; check the app's scopes, the user's permissions and whether sessions are locked to an IP address",
};

const LOGIN_BACKOFF = { baseMs: 1_000, capMs: 60_000 } as const;

export type SessionDependencies = {
  readonly ask: () => Promise<GrantResult>;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: Metrics;
};

export type Session = {
  /** The token in use, or a new one if there is none. */
  readonly current: () => Promise<GrantResult>;
  /** A token other than the one that was refused. Callers that come together share one login. */
  readonly renew: (refused: Grant) => Promise<GrantResult>;
};

/**
 * After a failed login the failure stands for a while that grows up to a minute, so that no number of callers can
 * hammer the login host or lock the user out.
 */
export function makeSession({ ask, clock, random, log, metrics }: SessionDependencies): Session {
  let grant: Grant | undefined;
  let login: Promise<GrantResult> | undefined;
  let standing: { readonly failure: SalesforceFailure; readonly until: number } | undefined;
  let failures = 0;
  let grantedAt = 0;

  function stand(failure: SalesforceFailure): void {
    failures += 1;
    standing = { failure, until: clock.now() + backoffMs(LOGIN_BACKOFF, failures, random) };
    log.warn('salesforce.login_failed', { ...loggable(failure), failures });
  }

  async function logIn(): Promise<GrantResult> {
    const result = await ask();
    metrics.count('salesforce_logins_total', { result: result.ok ? 'granted' : result.failure.class });
    if (result.ok) {
      grant = result.grant;
      grantedAt = clock.now();
      standing = undefined;
    } else {
      stand(result.failure);
    }
    login = undefined;
    return result;
  }

  async function current(): Promise<GrantResult> {
    if (grant) return { ok: true, grant };
    if (standing && clock.now() < standing.until) return { ok: false, failure: standing.failure };
    login ??= logIn();
    return login;
  }

  return {
    current,
    renew: (refused) => {
      if (grant?.accessToken === refused.accessToken) {
        grant = undefined;
        if (clock.now() - grantedAt < FRESH_MS) stand(FRESH_TOKEN_REFUSED);
        else failures = 0;
      }
      return current();
    },
  };
}
