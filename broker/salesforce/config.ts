/** What the broker must be told of a Salesforce org, and the pace it keeps with it. */

/** OAuth JWT bearer: a pre-authorised user and a key whose certificate the app holds. */
export type JwtBearerAuth = {
  readonly kind: 'jwt-bearer';
  readonly clientId: string;
  readonly username: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  /** Defaults to the login URL. */
  readonly audience?: string;
};

/** OAuth client credentials: works on the My Domain host alone, as the app's run-as user. */
export type ClientCredentialsAuth = { readonly kind: 'client-credentials'; readonly clientId: string; readonly clientSecret: string };

export type SalesforceConfig = {
  /** Where tokens are asked for: login.salesforce.com, test.salesforce.com or the org's My Domain. */
  readonly loginUrl: string;
  readonly auth: JwtBearerAuth | ClientCredentialsAuth;
  /** For example 67.0. */
  readonly apiVersion: string;
  /** Travels in Sforce-Call-Options, and comes back in the origin of the changes we made. */
  readonly clientName: string;
  readonly pubSub: {
    /** Host and port, for example api.pubsub.salesforce.com:443. */
    readonly endpoint: string;
    /** False only for a local org. */
    readonly tls: boolean;
    /** A certificate authority to trust beside the usual ones, PEM. */
    readonly certificateAuthority?: string;
  };
  /** The topic commands are announced on. */
  readonly commandTopic: string;
  /** Where a topic without a stored position starts. */
  readonly firstStart: 'EARLIEST' | 'LATEST';
  /** Write-back calls in flight at once. */
  readonly writersInFlight: number;
  /** How often commands are looked for that no event announced. */
  readonly backfillEveryMs: number;
};

export const SALESFORCE_DEFAULTS = {
  apiVersion: '67.0',
  clientName: 'order-broker',
  commandTopic: '/event/OB_Command_Requested__e',
  firstStart: 'EARLIEST',
  writersInFlight: 4,
  backfillEveryMs: 60_000,
} as const;
