/** What the Salesforce side needs of the configuration. */
import type { Config } from './config.ts';
import { SALESFORCE_DEFAULTS } from './salesforce/config.ts';
import type { SalesforceConfig } from './salesforce/config.ts';

/** The flow a configuration holds credentials for, if it holds any. */
function authOf(config: Config): SalesforceConfig['auth'] | undefined {
  const { SALESFORCE_CLIENT_ID: clientId, SALESFORCE_USERNAME: username } = config;
  const { SALESFORCE_PRIVATE_KEY: privateKey, SALESFORCE_CLIENT_SECRET: clientSecret } = config;
  if (username !== undefined && privateKey !== undefined) return { kind: 'jwt-bearer', clientId, username, privateKey };
  if (clientSecret !== undefined) return { kind: 'client-credentials', clientId, clientSecret };
  return undefined;
}

export function hasSalesforceCredentials(config: Config): boolean {
  return authOf(config) !== undefined;
}

/** Throws when the configuration holds credentials for no flow. */
export function salesforceConfig(config: Config): SalesforceConfig {
  const auth = authOf(config);
  if (!auth) throw new Error('there are no credentials for Salesforce');
  return {
    ...SALESFORCE_DEFAULTS,
    loginUrl: config.SALESFORCE_LOGIN_URL,
    auth,
    pubSub: {
      endpoint: config.SALESFORCE_PUBSUB_ENDPOINT,
      tls: config.SALESFORCE_PUBSUB_TLS,
      ...(config.SALESFORCE_PUBSUB_CA === undefined ? {} : { certificateAuthority: config.SALESFORCE_PUBSUB_CA }),
    },
    backfillEveryMs: config.SALESFORCE_BACKFILL_INTERVAL_MS,
  };
}
