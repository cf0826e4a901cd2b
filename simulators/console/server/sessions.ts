/** Who sits before a page. The browser holds a random number in a cookie that no script can read; the org's token stays in this process. */
import { randomBytes } from 'node:crypto';
import type { Language } from './i18n.ts';
import type { OrgSession, OrgUser } from './org.ts';

export type Preferences = { readonly language: Language; readonly rightToLeft: boolean; readonly dark: boolean };

export type ConsoleSession = { readonly user: OrgUser; readonly org: OrgSession; readonly preferences: Preferences };

export type Sessions = {
  /** Answers the cookie of a new session. */
  readonly open: (user: OrgUser, org: OrgSession) => string;
  readonly find: (cookieHeader: string | undefined) => ConsoleSession | undefined;
  readonly prefer: (cookieHeader: string | undefined, preferences: Partial<Preferences>) => void;
  readonly close: (cookieHeader: string | undefined) => void;
  /** A code that opens a session for a user, once, within ten minutes. */
  readonly invite: (username: string) => string;
  /** The user a code is for; undefined for one that was used, is late or was never given. */
  readonly redeem: (code: string) => string | undefined;
};

const COOKIE = 'console-session';
const INVITATION_MS = 600_000;

/** Cookies know no port, so two consoles on a machine would take each other's: the name carries it. */
export function makeSessions(now: () => number, port: () => number): Sessions {
  const sessions = new Map<string, ConsoleSession>();
  const invitations = new Map<string, { readonly username: string; readonly until: number }>();
  const newKey = (): string => randomBytes(24).toString('base64url');
  const name = (): string => `${COOKIE}-${String(port())}`;
  const keyIn = (header = ''): string => new RegExp(`(?:^|;\\s*)${name()}=([\\w-]+)`).exec(header)?.[1] ?? '';
  return {
    open: (user, org) => {
      const key = newKey();
      sessions.set(key, { user, org, preferences: { language: user.language, rightToLeft: false, dark: false } });
      return `${name()}=${key}; HttpOnly; SameSite=Strict; Path=/`;
    },
    find: (header) => sessions.get(keyIn(header)),
    prefer: (header, changes) => {
      const session = sessions.get(keyIn(header));
      if (session !== undefined) sessions.set(keyIn(header), { ...session, preferences: { ...session.preferences, ...changes } });
    },
    close: (header) => void sessions.delete(keyIn(header)),
    invite: (username) => {
      const code = newKey();
      invitations.set(code, { username, until: now() + INVITATION_MS });
      return code;
    },
    redeem: (code) => {
      const invitation = invitations.get(code);
      invitations.delete(code);
      return invitation !== undefined && invitation.until > now() ? invitation.username : undefined;
    },
  };
}
