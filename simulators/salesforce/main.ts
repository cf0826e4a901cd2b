/** `npm run org`: a local Salesforce org with the package in it, until Ctrl-C. */
import { existsSync, readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { refreshTokenOf } from './auth/grants.ts';
import { loadCredentials, type OrgCredentials } from './credentials.ts';
import { startOrg, type OrgOptions, type RunningOrg } from './org.ts';
import { importRecords, recordFileSchema } from './record-file.ts';
import { PROFILES } from './security/profiles.ts';

const CLIENT_ID = 'order-broker';
const INTEGRATION = 'integration@orderbroker.example';
const AGENT = 'agent@orderbroker.example';
const SUPERVISOR = 'supervisor@orderbroker.example';
const ADMINISTRATOR = 'admin@orderbroker.example';

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('a port is a number from 0 to 65535; 0 takes a free one');
  return value;
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('a whole number, 0 or more');
  return value;
}

const optionsSchema = z.object({
  source: z.array(z.string()),
  host: z.string(),
  httpPort: z.number(),
  httpsPort: z.number(),
  adminPort: z.number(),
  pubsubPort: z.number(),
  pubsubTlsPort: z.number(),
  data: z.string(),
  edition: z.enum(['developer', 'enterprise', 'unlimited']),
  dailyCalls: z.number().optional(),
  sessionMinutes: z.number(),
  corsOrigin: z.array(z.string()),
  records: z.string().optional(),
  json: z.boolean(),
});

type CliOptions = z.infer<typeof optionsSchema>;

const program = new Command('org')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .description(
    'Runs a local Salesforce org: REST, login, Pub/Sub API, change data capture. It behaves as an org into which the given source was deployed.',
  )
  .option('--source <folder...>', 'SFDX source folders to deploy', ['force-app'])
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--http-port <port>', 'REST and login over HTTP', port, 8480)
  .option('--https-port <port>', 'REST and login over HTTPS', port, 8443)
  .option('--admin-port <port>', "the simulator's own port: effects, faults, clock, stats, actions", port, 8481)
  .option('--pubsub-port <port>', 'Pub/Sub API without TLS', port, 7011)
  .option('--pubsub-tls-port <port>', 'Pub/Sub API with TLS', port, 7443)
  .option('--data <folder>', 'keys, certificates and secrets; made when missing', '.data/org')
  .addOption(
    new Option('--edition <edition>', 'whose API limits hold').choices(['developer', 'enterprise', 'unlimited']).default('enterprise'),
  )
  .option('--daily-calls <count>', "API calls in 24 hours, instead of the edition's", count)
  .option('--session-minutes <count>', 'how long an unused session lives', count, 120)
  .option('--cors-origin <origin...>', 'origins whose pages may call the REST APIs (the CORS allowlist)', [])
  .option('--records <file>', 'JSON file of records to insert: [{"object": "Account", "records": [{…}]}]')
  .option('--json', 'print one JSON object instead of text', false);

/** Permission sets of our package, where the source has them. */
function users({ source }: CliOptions): OrgOptions['users'] {
  const packaged = source.some((folder) => existsSync(`${folder}/main/security/permissionsets`));
  const held = (name: string): string[] => (packaged ? [name] : []);
  return [
    { username: INTEGRATION, lastName: 'Integration', profile: PROFILES.apiOnly, permissionSets: held('OB_Integration') },
    { username: AGENT, lastName: 'Agent', permissionSets: held('OB_Service_Agent') },
    { username: SUPERVISOR, lastName: 'Supervisor', permissionSets: held('OB_Service_Supervisor') },
    { username: ADMINISTRATOR, lastName: 'Administrator', profile: PROFILES.administrator, permissionSets: held('OB_Administrator') },
  ];
}

function orgOptions(options: CliOptions, credentials: OrgCredentials): OrgOptions {
  return {
    sources: options.source,
    host: options.host,
    ports: {
      http: options.httpPort,
      https: options.httpsPort,
      admin: options.adminPort,
      pubSub: options.pubsubPort,
      pubSubTls: options.pubsubTlsPort,
    },
    tls: credentials.tls,
    apps: [
      {
        clientId: CLIENT_ID,
        clientSecret: credentials.clientSecret,
        certificate: credentials.app.cert,
        runAs: INTEGRATION,
        scope: 'api refresh_token',
      },
    ],
    users: users(options),
    passwords: new Map([[INTEGRATION, credentials.clientSecret]]),
    edition: options.edition,
    corsOrigins: options.corsOrigin,
    sessionIdleMs: options.sessionMinutes * 60_000,
    ...(options.dailyCalls === undefined ? {} : { dailyCalls: options.dailyCalls }),
    onError: (error) => console.error(error),
  };
}

function summary(org: RunningOrg, credentials: OrgCredentials): Record<string, string | undefined> {
  return {
    orgId: org.orgId,
    restUrl: org.restUrl,
    restTlsUrl: org.restTlsUrl,
    pubSubEndpoint: org.pubSubEndpoint,
    pubSubTlsEndpoint: org.pubSubTlsEndpoint,
    adminUrl: org.adminUrl,
    clientId: CLIENT_ID,
    clientSecret: credentials.clientSecret,
    privateKeyFile: credentials.files.appPrivateKey,
    tlsCertificateFile: credentials.files.tlsCertificate,
    username: INTEGRATION,
    agentUsername: AGENT,
    supervisorUsername: SUPERVISOR,
    administratorUsername: ADMINISTRATOR,
    refreshToken: refreshTokenOf(CLIENT_ID, INTEGRATION),
  };
}

async function run(options: CliOptions): Promise<void> {
  const credentials = await loadCredentials(options.data);
  const org = await startOrg(orgOptions(options, credentials));
  if (options.records !== undefined)
    importRecords(org.admin.core, recordFileSchema.parse(JSON.parse(readFileSync(options.records, 'utf8'))));
  // Before anybody is told that it serves: who ends it at once ends it in order, and Node keeps what it compiled.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void org.stop().then(() => process.exit(0)));
  const facts = summary(org, credentials);
  if (options.json) console.log(JSON.stringify(facts));
  else for (const [name, value] of Object.entries(facts)) if (value !== undefined) console.log(`${name.padEnd(20)} ${value}`);
}

try {
  await run(optionsSchema.parse(program.parse().opts()));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
