/** The API's description (OpenAPI 3.1), built from the same schemas that parse the requests. */
import { z } from 'zod';
import { CustomerOrder } from '../../canonical/order.ts';
import { OrderRequest } from '../../canonical/order-request.ts';
import { ExceptionRecord } from '../../canonical/exception-record.ts';
import { ActionRequest } from './exception-routes.ts';
import { OrderView } from './order-view.ts';
import { OrderPlaced } from './webhook-event.ts';
import { MAX_BODY } from './body.ts';

type Json = Readonly<Record<string, unknown>>;

const ValidationView = z
  .object({
    valid: z.boolean(),
    checks: z.array(
      z.object({
        name: z.enum(['order', 'endpoint']),
        result: z.enum(['passed', 'failed', 'skipped']),
        fallback: z.literal('accepted-unchecked').optional(),
      }),
    ),
    faults: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })),
  })
  .meta({ id: 'ValidationResult', description: 'What would refuse this order now.' });

const AcceptedView = z
  .object({ orderKey: z.string(), status: z.literal('RECEIVED') })
  .meta({ id: 'Accepted', description: 'The order is durable; where it stands is at Location.' });

const RequestAccepted = z
  .object({ orderKey: z.string(), requestKey: z.string(), status: z.literal('RECEIVED') })
  .meta({ id: 'RequestAccepted', description: 'The request is durable; what becomes of it shows in the order at Location.' });

const ProblemView = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    faults: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document.' });

const ExceptionPage = z
  .object({ items: z.array(ExceptionRecord), next: z.string().optional().describe('Id to ask the next page after.') })
  .meta({ id: 'ExceptionPage', description: 'Open exceptions, oldest first.' });

const ParkedEventList = z
  .object({
    items: z.array(
      z.object({
        ...{ topic: z.string(), eventId: z.string(), schemaId: z.string(), code: z.string(), message: z.string() },
        parkedAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'ParkedEventList', description: 'Events the broker could not understand, oldest first, without their content.' });

const ReplayAccepted = z.object({ events: z.int(), status: z.literal('REQUESTED') }).meta({
  id: 'ReplayAccepted',
  description: 'So many events are forgotten; what waits in Salesforce for an answer is searched for again.',
});

const ActionAccepted = z
  .object({ exceptionId: z.string(), status: z.literal('REQUESTED') })
  .meta({ id: 'ActionAccepted', description: 'The request is durable; the order tells what became of it.' });

const SCHEMAS = {
  CustomerOrder,
  OrderRequest,
  RequestAccepted,
  ExceptionPage,
  ActionRequest,
  ActionAccepted,
  ParkedEventList,
  ReplayAccepted,
  OrderPlaced,
  OrderView,
  ValidationView,
  AcceptedView,
  ProblemView,
};

function components(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema] as const));
}

function content(name: keyof typeof SCHEMAS, mediaType = 'application/json'): Json {
  return { [mediaType]: { schema: { $ref: `#/components/schemas/${name}` } } };
}

function problems(...codes: readonly [number, string][]): Json {
  return Object.fromEntries(
    codes.map(([status, description]) => [status, { description, content: content('ProblemView', 'application/problem+json') }]),
  );
}

const BODY_PROBLEMS: readonly [number, string][] = [
  [400, 'Not JSON, or a header is missing.'],
  [401, 'No valid credentials or signature.'],
  [413, `The body is larger than ${MAX_BODY}.`],
  [415, 'The body is not application/json.'],
  [422, 'The body has faults; all of them are listed.'],
];

const ACCEPTED = { description: 'Committed. The same key and body answer the same again.', content: content('AcceptedView') };

function exceptionAction(operationId: string, summary: string): Json {
  return {
    post: {
      ...{ operationId, summary },
      parameters: [{ name: 'exceptionId', in: 'path', required: true, schema: { type: 'string' } }],
      requestBody: { required: true, content: content('ActionRequest') },
      responses: {
        202: { description: 'Committed.', content: content('ActionAccepted') },
        ...problems(...BODY_PROBLEMS, [404, 'No open exception has this id.']),
      },
    },
  };
}

const PATHS: Json = {
  '/v1/orders': {
    post: {
      operationId: 'submitOrder',
      summary: 'Submit an order, once per Idempotency-Key',
      parameters: [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 8, maxLength: 128 } }],
      requestBody: { required: true, content: content('CustomerOrder') },
      responses: {
        202: ACCEPTED,
        ...problems(...BODY_PROBLEMS, [409, 'The key was used with another body.'], [429, 'Too much load: come back after Retry-After.']),
      },
    },
  },
  '/v1/orders/validate': {
    post: {
      operationId: 'validateOrder',
      summary: 'Check an order without submitting it',
      parameters: [
        {
          ...{ name: 'Prefer', in: 'header', required: false, schema: { type: 'string', examples: ['wait=3'] } },
          description: 'RFC 7240: wait=3 for a caller who would wait three seconds, ten at most. Without it the broker answers at once.',
        },
      ],
      requestBody: { required: true, content: content('CustomerOrder') },
      responses: {
        200: { description: 'The result, with a stated fallback for what could not be checked.', content: content('ValidationView') },
        ...problems(...BODY_PROBLEMS),
      },
    },
  },
  '/v1/orders/{orderKey}': {
    get: {
      operationId: 'getOrder',
      summary: 'Where an order stands, why, and when it is tried next',
      parameters: [{ name: 'orderKey', in: 'path', required: true, schema: { type: 'string' } }],
      responses: {
        200: { description: 'The order.', content: content('OrderView') },
        ...problems([401, 'No valid credentials.'], [404, 'No order has this key.']),
      },
    },
  },
  '/v1/orders/{orderKey}/requests': {
    post: {
      operationId: 'requestOrder',
      summary: 'Ask for something about an order, once per Idempotency-Key',
      parameters: [
        { name: 'orderKey', in: 'path', required: true, schema: { type: 'string' } },
        { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 8, maxLength: 128 } },
      ],
      requestBody: { required: true, content: content('OrderRequest') },
      responses: {
        202: { description: 'Committed. The same key and body answer the same again.', content: content('RequestAccepted') },
        ...problems(
          ...BODY_PROBLEMS,
          [404, 'No order has this key.'],
          [409, 'The key was used with another body.'],
          [429, 'Too much load: come back after Retry-After.'],
        ),
      },
    },
  },
  '/v1/exceptions': {
    get: {
      operationId: 'listExceptions',
      summary: 'What waits for a person, oldest first',
      parameters: [
        { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } },
        { name: 'after', in: 'query', schema: { type: 'string' }, description: 'The `next` of the page before.' },
      ],
      responses: {
        200: { description: 'A page.', content: content('ExceptionPage') },
        ...problems([401, 'No valid credentials.'], [422, 'The query has faults.']),
      },
    },
  },
  '/v1/exceptions/{exceptionId}/retry': exceptionAction('retryException', 'Send what an exception stopped back to work'),
  '/v1/exceptions/{exceptionId}/acknowledge': exceptionAction('acknowledgeException', 'Close an exception no system will resolve'),
  '/v1/parked-events': {
    get: {
      operationId: 'listParkedEvents',
      summary: 'Events from Salesforce that the broker could not understand',
      responses: {
        200: { description: 'At most 200.', content: content('ParkedEventList') },
        ...problems([401, 'No valid credentials.']),
      },
    },
  },
  '/v1/parked-events/replay': {
    post: {
      operationId: 'replayParkedEvents',
      summary: 'Look in Salesforce for what the parked events told of',
      responses: {
        202: { description: 'The next search does it.', content: content('ReplayAccepted') },
        ...problems([401, 'No valid credentials.']),
      },
    },
  },
  '/v1/webhooks/{source}': {
    post: {
      operationId: 'receiveWebhook',
      summary: "A store's signed event",
      security: [],
      parameters: [
        { name: 'source', in: 'path', required: true, schema: { type: 'string' } },
        { name: 'X-Webhook-Timestamp', in: 'header', required: true, schema: { type: 'integer' }, description: 'Seconds since the epoch.' },
        {
          name: 'X-Webhook-Signature',
          in: 'header',
          required: true,
          schema: { type: 'string' },
          description: 'HMAC-SHA256 in hex over "<timestamp>.<body>".',
        },
      ],
      requestBody: { required: true, content: content('OrderPlaced') },
      responses: {
        202: ACCEPTED,
        ...problems(...BODY_PROBLEMS, [409, 'The event id was used with another body.'], [429, 'Too much load.']),
      },
    },
  },
};

let document: Json | undefined;

/** The whole document. Built once: the schemas do not change while the process runs. */
export function openApiDocument(): Json {
  document ??= {
    openapi: '3.1.0',
    info: { title: 'Order Broker for Salesforce', version: '1.0.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }],
    paths: PATHS,
    components: { schemas: components(), securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } },
  };
  return document;
}
