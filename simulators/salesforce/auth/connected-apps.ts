/** The external client apps (or connected apps) the org trusts. */

export type ConnectedApp = {
  readonly clientId: string;
  readonly clientSecret?: string;
  /** PEM certificate or public key that JWT assertions are checked with. */
  readonly certificate?: string;
  /** Username the client credentials flow runs as. */
  readonly runAs?: string;
  /** Usernames that are pre-authorised for the JWT flow; all users when left out. */
  readonly preAuthorized?: readonly string[];
  readonly scope: string;
};

export type ConnectedApps = { readonly find: (clientId: string | undefined) => ConnectedApp | undefined };

export function makeConnectedApps(apps: readonly ConnectedApp[]): ConnectedApps {
  const byId = new Map(apps.map((app) => [app.clientId, app]));
  return { find: (clientId) => (clientId === undefined ? undefined : byId.get(clientId)) };
}
