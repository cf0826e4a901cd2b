/**
 * The broker's configuration: one schema over environment variables. A value may come from a file by the same name
 * with `_FILE`. Reading is pure; `docs/reference/configuration.md` is generated from the schema.
 */
import { z } from 'zod';

export const ROLES = ['subscriber', 'worker', 'api', 'poller'] as const;
export type Role = (typeof ROLES)[number];

function json<Schema extends z.ZodType>(schema: Schema): z.ZodPipe<z.ZodTransform<unknown, string>, Schema> {
  const parse = z.transform((text: string, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.issues.push({ code: 'custom', message: 'must be JSON', input: text });
      return z.NEVER;
    }
  });
  return parse.pipe(schema);
}

const milliseconds = (standard: number): z.ZodDefault<z.ZodCoercedNumber> => z.coerce.number().int().min(1).default(standard);

const RoleList = z
  .string()
  .default('all')
  .transform((text) => (text === 'all' ? [...ROLES] : text.split(',').map((part) => part.trim())))
  .pipe(z.array(z.enum(ROLES)).min(1));

const RouteRuleSchema = z.strictObject({
  brand: z.string().exactOptional(),
  region: z.string().exactOptional(),
  channel: z.string().exactOptional(),
  percent: z.number().min(0).max(100).exactOptional(),
  erp: z.string(),
  warehouse: z.string().exactOptional(),
});

export const ConfigSchema = z.strictObject({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('The ledger: a PostgreSQL database, 15 or newer.'),
  QUEUE_URL: z
    .url({ protocol: /^(rediss?|postgres(ql)?)$/ })
    .optional()
    .describe("Where BullMQ keeps its jobs: redis:// in production; the ledger's own PostgreSQL when absent."),
  BROKER_ROLES: RoleList.describe(
    'What this process does: subscriber, worker, api, poller, comma-separated, or all. Processes with worker, poller or api share the concurrency of the endpoints; one without worker takes a small part. A process without api lets others on its machine go first.',
  ),
  BROKER_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('The least serious log line written.'),
  BROKER_HTTP_HOST: z.string().default('0.0.0.0').describe('Address the API listens on.'),
  BROKER_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(8080).describe('Port the API listens on; 0 takes a free one.'),
  BROKER_API_CLIENTS: json(z.array(z.strictObject({ id: z.string().min(1), keySha256: z.string().regex(/^[0-9a-f]{64}$/) })))
    .prefault('[]')
    .describe('Callers of the API as JSON: their names and the SHA-256 of their keys, in hex.'),
  BROKER_WEBHOOK_SOURCES: json(z.array(z.strictObject({ id: z.string().min(1), secret: z.string().min(16) })))
    .prefault('[]')
    .describe('Stores that send webhooks as JSON: name and signing secret. Secret.'),
  BROKER_ENDPOINTS: json(z.array(z.looseObject({ id: z.string(), kind: z.string() })).min(1)).describe(
    'Outside systems as JSON: id, kind and what that kind of adapter needs (docs/adapters.md). Secret.',
  ),
  BROKER_ROUTES: json(z.array(RouteRuleSchema).min(1)).describe(
    'Which order goes to which ERP and warehouse, as JSON; the first rule that fits decides.',
  ),
  BROKER_VALIDATION_BUDGET_MS: milliseconds(40).describe('Time a synchronous validation may take before its fallback.'),
  BROKER_POLL_INTERVAL_MS: milliseconds(1000).describe("Pause between two polls of an endpoint's change feed."),
  BROKER_SWEEP_INTERVAL_MS: milliseconds(1000).describe('Pause between two sweeps for work the queue forgot.'),
  BROKER_LEASE_MS: milliseconds(3000).describe(
    'How long work belongs to a process that is not heard of. Work of a killed process goes on after that.',
  ),
  BROKER_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(4)
    .default(14)
    .describe(
      'How long messages that were taken are kept to recognise repetitions, and events nobody understood for people; longer than the 72 hours Salesforce keeps events.',
    ),
  BROKER_DATABASE_CONNECTIONS: z.coerce.number().int().min(2).default(10).describe('Connections of this process to the ledger.'),
  BROKER_KILL_AT: z
    .string()
    .regex(/^[a-z.-]+:\d+$/)
    .optional()
    .describe('For chaos runs only: ends the process the given time it reaches a named point, as point:count.'),
  SALESFORCE_LOGIN_URL: z.url().describe("login.salesforce.com, test.salesforce.com or the org's My Domain."),
  SALESFORCE_CLIENT_ID: z.string().min(1).describe('Consumer key of the External Client App.'),
  SALESFORCE_USERNAME: z.string().optional().describe('The integration user, for the JWT bearer flow.'),
  SALESFORCE_PRIVATE_KEY: z.string().optional().describe('PKCS #8 private key in PEM, for the JWT bearer flow. Secret.'),
  SALESFORCE_CLIENT_SECRET: z.string().optional().describe('For the client credentials flow. Secret.'),
  SALESFORCE_PUBSUB_ENDPOINT: z.string().default('api.pubsub.salesforce.com:7443').describe('Host and port of the Pub/Sub API.'),
  SALESFORCE_PUBSUB_TLS: z.stringbool().default(true).describe('False only for a local org.'),
  SALESFORCE_PUBSUB_CA: z.string().optional().describe('A certificate authority to trust beside the usual ones, PEM.'),
  SALESFORCE_BACKFILL_INTERVAL_MS: milliseconds(60_000).describe('Pause between two searches for orders no event announced.'),
});

export type Config = z.output<typeof ConfigSchema>;

export type ConfigResult = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly message: string };

const OURS = /^(BROKER|SALESFORCE)_/;

type Collected = { readonly values: Readonly<Record<string, string>>; readonly faults: readonly string[] };

function contentOf(path: string, readFile: (path: string) => string): string | undefined {
  try {
    return readFile(path);
  } catch {
    return undefined;
  }
}

/** The variables that are settings, `*_FILE` ones replaced by what the file holds, and those that look like ours and are not. */
function collect(environment: Readonly<Record<string, string | undefined>>, readFile: (path: string) => string): Collected {
  const names = new Set(Object.keys(ConfigSchema.shape));
  const values: Record<string, string> = {};
  const faults: string[] = [];
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || value === '') continue;
    const target = name.endsWith('_FILE') ? name.slice(0, -'_FILE'.length) : name;
    if (names.has(target)) {
      const content = target === name ? value : contentOf(value, readFile);
      if (content === undefined) faults.push(`${name} names a file that cannot be read`);
      else values[target] = content;
    } else if (OURS.test(name)) faults.push(`${name} is not a setting of the broker`);
  }
  return { values, faults };
}

/** Configuration from variables. `readFile` reads the files `*_FILE` names. All faults are told at once. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>, readFile: (path: string) => string): ConfigResult {
  const { values, faults } = collect(environment, readFile);
  const result = ConfigSchema.safeParse(values);
  if (result.success && faults.length === 0) return { ok: true, config: result.data };
  return { ok: false, message: [...faults, ...(result.success ? [] : [z.prettifyError(result.error)])].join('\n') };
}
