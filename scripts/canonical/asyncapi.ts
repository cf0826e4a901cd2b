/** AsyncAPI 3.0 document of the catalogue's events, from the same schemas that parse them. */
import { EVENTS } from '../../canonical/catalogue.ts';
import type { CatalogueEntry } from '../../canonical/catalogue.ts';
import { publishedSchema } from './json-schemas.ts';
import type { JsonSchema } from './json-schemas.ts';

type Json = { readonly [key: string]: unknown };

const SERVERS: Readonly<Record<string, Json>> = {
  'pubsub-api': {
    host: 'api.pubsub.salesforce.com:7443',
    protocol: 'grpc',
    description: 'Salesforce Pub/Sub API. Events are Avro; the payloads here are the decoded ones.',
  },
};

/** A name that may stand in a reference: the address without its slashes. */
function idOf(address: string): string {
  return address.replace(/^\//, '').replaceAll('/', '.');
}

function message(entry: CatalogueEntry): Json {
  return {
    name: entry.name,
    title: entry.name,
    summary: entry.summary,
    contentType: 'avro/binary',
    ...(entry.contract && { payload: { $ref: `#/components/schemas/${entry.contract}` } }),
    'x-owner': entry.owner,
    'x-version': entry.version,
    'x-personal-data': entry.personalData,
  };
}

function channels(): Json {
  const addresses = Map.groupBy(EVENTS, ({ address }) => address);
  return Object.fromEntries(
    [...addresses].map(([address, entries]) => [
      idOf(address),
      {
        address,
        servers: [...new Set(entries.map(({ transport }) => transport))].map((transport) => ({ $ref: `#/servers/${transport}` })),
        messages: Object.fromEntries(entries.map(({ name }) => [name, { $ref: `#/components/messages/${name}` }])),
      },
    ]),
  );
}

/** From the broker's side: it receives what goes to it, and others' traffic is shown as sent by the package. */
function operations(): Json {
  return Object.fromEntries(
    EVENTS.map((entry) => {
      const channel = `#/channels/${idOf(entry.address)}`;
      const action = entry.to === 'broker' ? 'receive' : 'send';
      const operation = {
        action,
        channel: { $ref: channel },
        messages: [{ $ref: `${channel}/messages/${entry.name}` }],
        summary: entry.summary,
      };
      return [`${action}.${entry.name}`, operation];
    }),
  );
}

/** Definitions move to `components/schemas`, so that all messages share them. */
function schemas(): Json {
  const collected: Record<string, JsonSchema> = {};
  for (const { contract } of EVENTS) {
    if (contract !== undefined) Object.assign(collected, publishedSchema(contract).$defs);
  }
  const text = JSON.stringify(collected).replaceAll('"#/$defs/', '"#/components/schemas/');
  return JSON.parse(text) as Json;
}

/** The whole document. */
export function asyncApiDocument(): Json {
  return {
    asyncapi: '3.0.0',
    info: { title: 'Order Broker for Salesforce: events', version: '1.0.0', license: { name: 'Apache-2.0' } },
    defaultContentType: 'application/json',
    servers: SERVERS,
    channels: channels(),
    operations: operations(),
    components: { messages: Object.fromEntries(EVENTS.map((entry) => [entry.name, message(entry)])), schemas: schemas() },
  };
}
