/** Every event, command, fact and HTTP resource that crosses a border: who owns it, which way it goes, and by what. */
import type { CommandIntent } from './command.ts';
import type { ContractName } from './contracts.ts';
import type { Observation } from './observation.ts';

type Party = 'package' | 'org' | 'broker' | 'endpoint' | 'channel' | 'operations';

export type CatalogueEntry = {
  readonly name: string;
  readonly kind: 'event' | 'command' | 'fact' | 'resource';
  /** Whose contract it is: the owner alone changes it. */
  readonly owner: 'package' | 'broker';
  readonly version: number;
  readonly from: Party;
  readonly to: Party;
  readonly transport: 'pubsub-api' | 'endpoint-adapter' | 'http';
  /** Topic, channel, or method and path. Absent where the endpoint's own protocol decides. */
  readonly address?: string;
  /** The published contract of what is carried. Absent where the body is the platform's own or described in OpenAPI. */
  readonly contract?: ContractName;
  readonly personalData: boolean;
  readonly summary: string;
};

/** What is published under a topic's or channel's name. */
type Addressed = CatalogueEntry & { readonly address: string };

type Shared<Varying extends keyof CatalogueEntry> = Omit<CatalogueEntry, Varying>;

const changeEvent = {
  kind: 'event',
  owner: 'package',
  version: 1,
  from: 'org',
  to: 'broker',
  transport: 'pubsub-api',
  address: '/data/OB_Broker__chn',
} as const;

/** The package's events and its change channel. One lean event for one intent: deliveries a day are the tightest limit. */
export const EVENTS: readonly Addressed[] = [
  {
    name: 'OB_Command_Requested__e',
    kind: 'event',
    owner: 'package',
    version: 1,
    from: 'package',
    to: 'broker',
    transport: 'pubsub-api',
    address: '/event/OB_Command_Requested__e',
    contract: 'CommandRequested',
    personalData: false,
    summary: 'An agent asks for something about an order. The order itself is read from the org.',
  },
  { ...changeEvent, name: 'OB_Command__ChangeEvent', personalData: true, summary: 'People or automations changed a command.' },
  { ...changeEvent, name: 'OB_Exception__ChangeEvent', personalData: false, summary: 'People or automations changed an exception.' },
  { ...changeEvent, name: 'OB_Return__ChangeEvent', personalData: true, summary: 'People or automations changed a return.' },
];

const outbound: Shared<'name' | 'summary' | 'personalData'> = {
  kind: 'command',
  owner: 'broker',
  version: 1,
  from: 'broker',
  to: 'endpoint',
  transport: 'endpoint-adapter',
  contract: 'OutboundCommand',
};

type Work = { readonly personalData: boolean; readonly summary: string };

const WORK: Readonly<Record<CommandIntent, Work>> = {
  CREATE_ORDER: { personalData: true, summary: 'Make the one document of an order.' },
  RELEASE: { personalData: true, summary: 'Ask one warehouse to ship quantities of an order.' },
  CONFIRM_SHIPMENT: { personalData: false, summary: 'Tell the ERP what a warehouse shipped.' },
  CANCEL_QUANTITY: { personalData: false, summary: 'Cancel quantities that have not left.' },
  HOLD: { personalData: false, summary: 'Keep a document from going on.' },
  RELEASE_HOLD: { personalData: false, summary: 'Lift a hold the broker set.' },
  CANCEL_DUPLICATE: { personalData: false, summary: 'Cancel a second document with our key.' },
  CHANGE_ADDRESS: { personalData: true, summary: 'Send what has not left yet to another address or store.' },
  CREATE_RETURN: { personalData: true, summary: 'Ask the ERP to authorise a return: one document of it.' },
  CANCEL_RETURN: { personalData: false, summary: 'Take back a return of which nothing has arrived.' },
  EXPECT_RETURN: { personalData: false, summary: 'Tell a warehouse which goods come back, under which number.' },
  CONFIRM_RECEIPT: { personalData: false, summary: 'Tell the ERP what of a return arrived at a warehouse, and what was done with it.' },
  CREDIT_RETURN: { personalData: false, summary: 'Ask the ERP to credit returned goods that were taken back.' },
  BOOK_REFUND: { personalData: false, summary: 'Ask the ERP to book the refund of a credit memo.' },
};

/** What the broker asks of endpoints, by intent. Each goes through the command ledger. */
export const COMMANDS: readonly CatalogueEntry[] = Object.entries(WORK).map(([name, work]) => ({ ...outbound, name, ...work }));

const SNAPSHOTS: Readonly<Record<Observation['kind'], string>> = {
  order: "An ERP's snapshot of an order document.",
  release: "A warehouse's snapshot of a release and its shipments.",
  return: "An ERP's or a warehouse's snapshot of a return: what may come, what arrived, what was credited.",
};

/** What endpoints tell. */
export const FACTS: readonly CatalogueEntry[] = Object.entries(SNAPSHOTS).map(([name, summary]) => ({
  name: `${name}.observed`,
  kind: 'fact',
  owner: 'broker',
  version: 1,
  from: 'endpoint',
  to: 'broker',
  transport: 'endpoint-adapter',
  contract: 'Observation',
  personalData: false,
  summary,
}));

const resource: Shared<'name' | 'address' | 'from' | 'summary' | 'personalData'> = {
  kind: 'resource',
  owner: 'broker',
  version: 1,
  to: 'broker',
  transport: 'http',
};

/** The broker's HTTP resources. Their answers are described in its OpenAPI document. */
export const RESOURCES: readonly CatalogueEntry[] = [
  {
    ...resource,
    name: 'submitOrder',
    from: 'channel',
    address: 'POST /v1/orders',
    contract: 'CustomerOrder',
    personalData: true,
    summary: 'Submit an order, once for each Idempotency-Key.',
  },
  {
    ...resource,
    name: 'validateOrder',
    from: 'channel',
    address: 'POST /v1/orders/validate',
    contract: 'CustomerOrder',
    personalData: true,
    summary: 'Check an order without submitting it.',
  },
  {
    ...resource,
    name: 'getOrder',
    from: 'channel',
    address: 'GET /v1/orders/{orderKey}',
    personalData: false,
    summary: 'Where an order stands, why, and when it is tried next.',
  },
  {
    ...resource,
    name: 'requestOrder',
    from: 'channel',
    address: 'POST /v1/orders/{orderKey}/requests',
    contract: 'OrderRequest',
    personalData: true,
    summary: 'Ask for something about an order that is under way, once for each Idempotency-Key.',
  },
  {
    ...resource,
    name: 'receiveWebhook',
    from: 'channel',
    address: 'POST /v1/webhooks/{source}',
    personalData: true,
    summary: "A store's signed event with an order in it.",
  },
  {
    ...resource,
    name: 'listExceptions',
    from: 'operations',
    address: 'GET /v1/exceptions',
    personalData: false,
    summary: 'What waits for a person, oldest first.',
  },
  {
    ...resource,
    name: 'retryException',
    from: 'operations',
    address: 'POST /v1/exceptions/{exceptionId}/retry',
    personalData: true,
    summary: 'Send what an exception stopped back to work, with who asks and why.',
  },
  {
    ...resource,
    name: 'acknowledgeException',
    from: 'operations',
    address: 'POST /v1/exceptions/{exceptionId}/acknowledge',
    personalData: true,
    summary: 'Close an exception no system will resolve, with who asks and why.',
  },
  {
    ...resource,
    name: 'listParkedEvents',
    from: 'operations',
    address: 'GET /v1/parked-events',
    personalData: false,
    summary: 'Events from Salesforce that the broker could not understand.',
  },
  {
    ...resource,
    name: 'replayParkedEvents',
    from: 'operations',
    address: 'POST /v1/parked-events/replay',
    personalData: false,
    summary: 'Look in Salesforce for what the parked events told of.',
  },
  { ...resource, name: 'healthz', from: 'operations', address: 'GET /healthz', personalData: false, summary: 'Whether the process lives.' },
  {
    ...resource,
    name: 'readyz',
    from: 'operations',
    address: 'GET /readyz',
    personalData: false,
    summary: 'Whether what the process needs is there.',
  },
  { ...resource, name: 'metrics', from: 'operations', address: 'GET /metrics', personalData: false, summary: 'Figures for Prometheus.' },
  {
    ...resource,
    name: 'openApi',
    from: 'operations',
    address: 'GET /openapi.json',
    personalData: false,
    summary: "The API's own description.",
  },
];

export const CATALOGUE: readonly CatalogueEntry[] = [...EVENTS, ...COMMANDS, ...FACTS, ...RESOURCES];
