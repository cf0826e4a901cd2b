/** Fetches what Salesforce announced, and says what it means to the orders it is about. */
import { createHash } from 'node:crypto';
import type { OrderRequestType } from '../../../canonical/order-request.ts';
import type { Message } from '../../domain/message.ts';
import type { OwnReason, Reason } from '../../domain/reason.ts';
import type { InboundMessage, ReadRequest } from '../../engine/ledger.ts';
import type { SalesforceFailure } from '../failure.ts';
import type { RestClient } from '../rest-client.ts';
import { commandMessage } from './command-mapping.ts';
import { readCommands } from './command-query.ts';
import { mapOrder } from './order-mapping.ts';
import type { OrderRecord } from './order-mapping.ts';
import { readOrders } from './order-query.ts';
import { readApart } from './read-apart.ts';
import type { ReadApart } from './read-apart.ts';

/** A request that was taken up so many times, this one included. */
export type Claimed = ReadRequest & { readonly attempts: number };
type Asked = Claimed & { readonly request: OrderRequestType };

/** What was read of some requests. `failure` is why the others were not, which wait. */
export type Announced = {
  readonly completed: readonly Claimed[];
  readonly messages: readonly InboundMessage[];
  readonly failure?: SalesforceFailure;
};

function isAsked(claimed: Claimed): claimed is Asked {
  return claimed.request !== undefined;
}

const MOST_FAULTS = 50;
/** A record that cannot be read for a trouble that may pass is given up after so many tries. */
const MOST_TRIES = 5;

const NOT_FOUND: OwnReason = { code: 'ORDER_NOT_FOUND', message: 'The order is deleted, or the broker may not read it' };
const INVALID: OwnReason = { code: 'ORDER_INVALID', message: 'The order cannot be submitted as it is' };

function unreadable(requestKey: string, reason: Reason, faults: readonly string[] = []): Message {
  return { type: 'order.unreadable', requestKey, ...reason, faults: faults.slice(0, MOST_FAULTS) };
}

/** What a read order means to its aggregate. */
function orderMessage(requestKey: string, record: OrderRecord | undefined): Message {
  if (!record) return unreadable(requestKey, NOT_FOUND);
  const mapped = mapOrder(record);
  if (mapped.ok) return { type: 'order.submitted', order: mapped.order, via: 'salesforce', requestKey };
  return unreadable(requestKey, INVALID, mapped.faults);
}

function inbound(request: ReadRequest, message: Message): InboundMessage {
  const fingerprint = createHash('sha256').update(JSON.stringify(message)).digest('hex');
  return { aggregateId: request.orderKey, source: 'salesforce', dedupeKey: request.dedupeKey, fingerprint, message };
}

type Meaning<Request, Content> = {
  readonly keyOf: (request: Request) => string;
  readonly ofContent: (request: Request, content: Content | undefined) => Message;
  /** The record is there and nobody can read it. Salesforce's own words may quote it: only the code is kept. */
  readonly ofFault: (request: Request, code: string) => Message;
};

function isGivenUp({ class: kind }: SalesforceFailure, { attempts }: Claimed): boolean {
  return kind === 'REFUSED' || attempts >= MOST_TRIES;
}

function announced<Request extends Claimed, Content>(
  requests: readonly Request[],
  { read, found, faulty, failure }: ReadApart<Content>,
  { keyOf, ofContent, ofFault }: Meaning<Request, Content>,
): Announced {
  const answered = requests.flatMap((request) => {
    const key = keyOf(request);
    if (read.has(key)) return [{ request, message: ofContent(request, found.get(key)) }];
    const fault = faulty.get(key);
    return fault && isGivenUp(fault, request) ? [{ request, message: ofFault(request, fault.code) }] : [];
  });
  const why = failure ?? [...faulty.values()][0];
  return {
    completed: answered.map(({ request }) => request),
    messages: answered.map(({ request, message }) => inbound(request, message)),
    ...(answered.length < requests.length && why && { failure: why }),
  };
}

async function readSubmissions(rest: RestClient, requests: readonly Claimed[]): Promise<Announced> {
  const keys = [...new Set(requests.map(({ orderKey }) => orderKey))];
  return announced(requests, await readApart(keys, (some) => readOrders(rest, some)), {
    keyOf: ({ orderKey }) => orderKey,
    ofContent: ({ requestKey }, record) => orderMessage(requestKey, record),
    ofFault: ({ requestKey }, code) => unreadable(requestKey, { code, message: 'Salesforce cannot read the order' }),
  });
}

async function readAsked(rest: RestClient, requests: readonly Asked[]): Promise<Announced> {
  const keys = requests.map(({ requestKey }) => requestKey);
  return announced(requests, await readApart(keys, (some) => readCommands(rest, some)), {
    keyOf: ({ requestKey }) => requestKey,
    ofContent: ({ requestKey, request }, record) => commandMessage(requestKey, request, record),
    ofFault: ({ requestKey, request }, code) => ({
      ...{ type: 'request.unreadable', requestKey, request, code, message: 'Salesforce cannot read the command' },
    }),
  });
}

/** Reads the orders of submissions and the commands of all other requests: what fails of one takes nothing from the others. */
export async function readAnnounced(rest: RestClient, requests: readonly Claimed[]): Promise<Announced> {
  const submissions = await readSubmissions(
    rest,
    requests.filter(({ request }) => request === undefined),
  );
  const asked = await readAsked(rest, requests.filter(isAsked));
  const failure = submissions.failure ?? asked.failure;
  return {
    completed: [...submissions.completed, ...asked.completed],
    messages: [...submissions.messages, ...asked.messages],
    ...(failure && { failure }),
  };
}
