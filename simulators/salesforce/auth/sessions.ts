/** Sessions behind opaque access tokens: `00D…!…`, valid while used within the idle time, on the org's clock. */
import type { OrgClock } from '../clock.ts';

export type Session = {
  readonly token: string;
  readonly userId: string;
  /** The app that opened it, undefined for a SOAP login. */
  readonly clientId: string | undefined;
  readonly scope: string;
  readonly issuedAt: number;
};

export type Sessions = {
  readonly open: (grant: { readonly userId: string; readonly clientId?: string; readonly scope: string }) => Session;
  /** The live session of a token, of a user who may still log in; using it renews its idle time. */
  readonly use: (token: string) => Session | undefined;
  /** When the session would end if it were not used again, ms since the epoch. */
  readonly expiresAt: (session: Session) => number;
  readonly revoke: (token: string) => boolean;
  /** Ends every session, as an admin's "revoke all" does. Returns how many there were. */
  readonly expireAll: () => number;
};

export type SessionOptions = {
  readonly clock: OrgClock;
  /** Random bytes as text fit for a token: letters, digits, dots, underscores. */
  readonly secret: () => string;
  readonly orgId: string;
  /** The session policy; the platform's default is two hours. */
  readonly idleMs: number;
  /** Who is deactivated loses access at once (Salesforce Help, "Deactivate Users"). */
  readonly isActive: (userId: string) => boolean;
};

type Entry = { readonly session: Session; usedAt: number };

export function makeSessions({ clock, secret, orgId, idleMs, isActive }: SessionOptions): Sessions {
  const live = new Map<string, Entry>();
  const isOver = ({ session, usedAt }: Entry): boolean => clock.now() - usedAt > idleMs || !isActive(session.userId);
  return {
    open: ({ userId, clientId, scope }) => {
      // Who logs in anew does not come back for the session before.
      for (const [token, entry] of live) if (isOver(entry)) live.delete(token);
      const session = { token: `${orgId.slice(0, 15)}!${secret()}`, userId, clientId, scope, issuedAt: clock.now() };
      live.set(session.token, { session, usedAt: clock.now() });
      return session;
    },
    use: (token) => {
      const entry = live.get(token);
      if (entry === undefined) return undefined;
      if (isOver(entry)) {
        live.delete(token);
        return undefined;
      }
      entry.usedAt = clock.now();
      return entry.session;
    },
    expiresAt: (session) => (live.get(session.token)?.usedAt ?? 0) + idleMs,
    revoke: (token) => live.delete(token),
    expireAll: () => {
      const count = live.size;
      live.clear();
      return count;
    },
  };
}
