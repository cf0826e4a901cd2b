/** The files of a new adapter: they compile, and answer that nothing is written yet. */
import type { Names } from './names.ts';

function config({ kind, type, constant }: Names): string {
  return `/** Configuration of an endpoint of ${kind}. */
import { z } from 'zod';
import { httpEndpointFields } from '../kit/http-endpoint.ts';

export const ${constant} = '${kind}';

export const ${type}Config = z.strictObject({
  ...httpEndpointFields,
  kind: z.literal(${constant}),
  apiKey: z.string().min(1).describe('Secret.'),
});

export type ${type}Config = z.infer<typeof ${type}Config>;
`;
}

function contract({ kind }: Names): string {
  return `/** Answers of ${kind}. Name the vendor's document here. Fields we do not use are passed over. */
import { z } from 'zod';

export const OrderDocument = z.object({
  id: z.string().min(1).max(80),
  number: z.string().max(80),
  version: z.int().min(0),
  reference: z.string(),
  status: z.string(),
});

export type OrderDocument = z.infer<typeof OrderDocument>;
`;
}

function mapping({ kind }: Names): string {
  return `/** Documents of ${kind} as observations. A word that is not in the table is UNKNOWN and goes to a person. */
import { OrderKey } from '../../../canonical/ids.ts';
import type { OrderObservation } from '../../../canonical/observation.ts';
import type { OrderDocument } from './contract.ts';

const STATUS: ReadonlyMap<string, OrderObservation['status']> = new Map([['OPEN', 'OPEN']]);

const LONGEST_WORD = 60;

export type Sight = { readonly endpoint: string; readonly observedAt: string };

/** Undefined for a document whose reference is no key of ours. */
export function toObservation({ id, number, version, reference, status }: OrderDocument, sight: Sight): OrderObservation | undefined {
  if (!OrderKey.safeParse(reference).success) return undefined;
  return {
    ...{ kind: 'order', ...sight, orderKey: reference, nativeId: id, nativeNumber: number, version },
    ...{ rawStatus: status.slice(0, LONGEST_WORD), status: STATUS.get(status) ?? 'UNKNOWN' },
    ...{ holds: [], lines: [], invoices: [], reversals: [] },
  };
}
`;
}

function adapter({ kind, type, value, constant }: Names): string {
  return `/** The adapter of ${kind}. Say here which idempotency class it is of (docs/adapters.md), and why. */
import type { Clock } from '../../engine/clock.ts';
import type { Endpoint, Failure } from '../../engine/endpoint.ts';
import { defineKind } from '../kit/endpoint-kind.ts';
import type { HttpClient } from '../kit/http-client.ts';
import { limitsOf, makeApiKeyClient } from '../kit/http-endpoint.ts';
import { failureOf, parseBody, unsupported } from '../kit/outcome.ts';
import { ${constant}, ${type}Config } from './config.ts';
import { OrderDocument } from './contract.ts';
import { toObservation } from './mapping.ts';

type ${type}Dependencies = { readonly clock: Clock; readonly http: HttpClient };

function notWritten(): Failure {
  return { class: 'CONFIG', code: 'NOT_WRITTEN', message: 'This part of the adapter is not written yet' };
}

function make${type}(config: ${type}Config, { clock, http }: ${type}Dependencies): Endpoint {
  return {
    id: config.id,
    capabilities: { intents: ['CREATE_ORDER'], idempotency: 'E', readBatch: 1, ...limitsOf(config) },
    // Executes a command once, and classifies what came of it.
    send: (command) => Promise.resolve(command.body.intent === 'CREATE_ORDER' ? notWritten() : unsupported(command.body.intent)),
    // Looks for the document that carries our key, and says whether it is what we sent.
    probe: () => Promise.resolve(notWritten()),
    // One document at a time works; many in one call is better.
    read: async ([hint], signal) => {
      if (!hint) return { class: 'OK', observations: [] };
      const result = await http.call({ method: 'GET', path: \`/orders/\${encodeURIComponent(hint.nativeId)}\` }, signal);
      const answer = parseBody(result, OrderDocument, failureOf);
      if (answer.class !== 'BODY') return answer;
      const observation = toObservation(answer.body, { endpoint: config.id, observedAt: new Date(clock.now()).toISOString() });
      return { class: 'OK', observations: observation ? [observation] : [] };
    },
    // The next page of what changed: kit/cursor-feed.ts, kit/reconciling-feed.ts, or a search by time of change with an overlap.
    changes: () => Promise.resolve(notWritten()),
  };
}

export const ${value}Kind = defineKind(${constant}, ${type}Config, (config, { clock }) => {
  const http = makeApiKeyClient(config, clock);
  return { endpoint: make${type}(config, { clock, http }), close: http.close };
});
`;
}

function contractTest({ kind, type, value }: Names): string {
  return `import { ${value}Kind } from '../../broker/endpoints/${kind}/adapter.ts';
import type { ContractWorld } from './contract-world.ts';
import { endpointContract } from './endpoint.suite.ts';
import { cancelCommand, createCommand, makeOrder } from './orders.ts';
import { makeSkippingClock } from './skipping-clock.ts';

const LIMITS = { timeoutMs: 200, settleMs: 600, reconcileIntervalMs: 60_000 };

/** Start the system here, simulated or real, with a way to put troubles between it and the adapter. */
function open(): Promise<ContractWorld> {
  const { clock, pass } = makeSkippingClock();
  const parsed = ${value}Kind.parse({ kind: '${kind}', id: 'erp', baseUrl: 'http://127.0.0.1:9', apiKey: 'key', ...LIMITS });
  if (!parsed.ok) throw new Error(parsed.message);
  const { endpoint, close } = parsed.open({ clock });
  return Promise.resolve({
    ...{ endpoint, pass, close, reconcileIntervalMs: LIMITS.reconcileIntervalMs, cancellation: cancelCommand },
    make: (key) => createCommand('erp', makeOrder(key)),
    altered: ({ orderKey }) => createCommand('erp', makeOrder(orderKey, { lines: makeOrder(orderKey).lines.slice(0, 2) })),
    // By the system's own word, not the adapter's.
    documents: () => Promise.resolve(0),
    trouble: () => Promise.resolve(),
    calm: () => Promise.resolve(),
  });
}

endpointContract('The ${type} adapter', open);
`;
}

/** Files of the adapter and of its contract suite, by path from the root of the repository. */
export function adapterFiles(names: Names): ReadonlyMap<string, string> {
  const folder = `broker/endpoints/${names.kind}`;
  return new Map([
    [`${folder}/config.ts`, config(names)],
    [`${folder}/contract.ts`, contract(names)],
    [`${folder}/mapping.ts`, mapping(names)],
    [`${folder}/adapter.ts`, adapter(names)],
    [`test/contract/${names.kind}.test.ts`, contractTest(names)],
  ]);
}

/** The registry with the kind added; unchanged if it is there. */
export function registered(registry: string, { kind, value }: Names): string {
  const line = `import { ${value}Kind } from './${kind}/adapter.ts';`;
  if (registry.includes(line)) return registry;
  const imports = registry.replace(/(import type \{ EndpointDependencies)/, `${line}\n$1`);
  return imports.replace(/\[([\w,\s]+Kind),?\s*\]\.map/, `[$1, ${value}Kind].map`);
}
