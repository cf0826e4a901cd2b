import type { Metadata } from '@grpc/grpc-js';

/** What every call brings in its metadata. */
export type Credentials = { readonly accessToken: string; readonly instanceUrl: string; readonly tenantId: string };

export type SessionUser = {
  readonly userId: string;
  /** Whether the user may read an object, and so receive its changes or events. */
  readonly canRead: (objectName: string) => boolean;
  /** Whether the user may create an event object, and so publish it. */
  readonly canCreate: (objectName: string) => boolean;
};

export type SessionCheck = { readonly ok: true; readonly user: SessionUser } | { readonly ok: false; readonly reason: string };

/** The org's sessions. Asked when a call starts, not again while it runs. */
export type SessionPort = { readonly check: (credentials: Credentials) => SessionCheck };

function headerOf(metadata: Metadata, name: string): string {
  const value = metadata.get(name)[0];
  return typeof value === 'string' ? value : '';
}

/** The three required headers, or undefined if one is missing. */
export function readCredentials(metadata: Metadata): Credentials | undefined {
  const credentials = {
    accessToken: headerOf(metadata, 'accesstoken'),
    instanceUrl: headerOf(metadata, 'instanceurl'),
    tenantId: headerOf(metadata, 'tenantid'),
  };
  return Object.values(credentials).includes('') ? undefined : credentials;
}
