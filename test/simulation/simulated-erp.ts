/**
 * An ERP in memory behind the endpoint port, of the hard kind: its create is not idempotent, its search lags, its
 * answers get lost, and its change feed is late, doubled and out of order.
 */
import type { CustomerOrder } from '../../canonical/order.ts';
import type { OrderObservation } from '../../canonical/observation.ts';
import type { CommandIntent, OutboundCommand } from '../../canonical/command.ts';
import type { ReturnRequest } from '../../canonical/returns.ts';
import type { Clock, Random } from '../../broker/engine/clock.ts';
import type { ChangeHint, Endpoint, EndpointCapabilities } from '../../broker/engine/endpoint.ts';
import type { Outcome, ProbeOutcome } from '../../broker/domain/outcome.ts';
import { doToOrder, doToReturn, returnSnapshot, showsDeed, wantedOf } from './simulated-deeds.ts';
import type { Snapshot } from './simulated-deeds.ts';
import type { SimulatedDocument, SimulatedReturn } from './simulated-document.ts';

export const SIMULATED_INTENTS: readonly CommandIntent[] = [
  ...(['CREATE_ORDER', 'CANCEL_QUANTITY', 'HOLD', 'RELEASE_HOLD', 'CANCEL_DUPLICATE', 'CHANGE_ADDRESS'] as const),
  ...(['CREATE_RETURN', 'CANCEL_RETURN', 'CREDIT_RETURN', 'BOOK_REFUND'] as const),
];

export type SimulatedErp = {
  readonly endpoint: Endpoint;
  readonly documents: readonly SimulatedDocument[];
  readonly returns: readonly SimulatedReturn[];
};

const CAPABILITIES: EndpointCapabilities = {
  intents: SIMULATED_INTENTS,
  idempotency: 'E',
  settleMs: 20_000,
  timeoutMs: 5000,
  concurrency: 8,
  readBatch: 20,
};

/** Shipped in two parts, then invoiced: share of each line after each step of a document's life. */
const LIFE: readonly { readonly allocated: number; readonly shipped: number; readonly invoiced: number }[] = [
  { allocated: 0, shipped: 0, invoiced: 0 },
  { allocated: 1, shipped: 0, invoiced: 0 },
  { allocated: 1, shipped: 0.5, invoiced: 0 },
  { allocated: 1, shipped: 1, invoiced: 0 },
  { allocated: 1, shipped: 1, invoiced: 1 },
];

function snapshot(document: SimulatedDocument, observedAt: string): OrderObservation {
  const life = LIFE[document.step] ?? { allocated: 0, shipped: 0, invoiced: 0 };
  const { nativeId, version, held, step } = document;
  const gone = wantedOf(document).every(({ wanted }) => wanted === 0);
  const status = gone ? 'CANCELLED' : step === LIFE.length - 1 ? 'COMPLETED' : held ? 'ON_HOLD' : 'OPEN';
  return {
    ...{ kind: 'order', endpoint: 'erp', orderKey: document.order.orderKey, nativeId, version, observedAt, status },
    ...{ rawStatus: `${status} ${step}`, holds: held ? ['MANUAL'] : [], invoices: [] },
    reversals: [...document.given].map(([lineKey, quantity]) => ({ lineKey, quantity, bucket: 'allocated', reference: 'DA' })),
    lines: wantedOf(document).map(({ lineKey, cancelled, wanted }) => ({
      ...{ lineKey, cancelled, confirmed: (life.allocated - life.shipped) * wanted, backordered: 0 },
      ...{ allocated: life.allocated * wanted, shipped: life.shipped * wanted, invoiced: life.invoiced * wanted },
    })),
  };
}

export function makeSimulatedErp(clock: Clock, random: Random): SimulatedErp {
  const documents: SimulatedDocument[] = [];
  const returns: SimulatedReturn[] = [];
  const feed: ChangeHint[] = [];
  /** What each document showed at every version, for replicas that are behind. */
  const shown = new Map<string, Snapshot[]>();

  const within = (ms: number): number => Math.floor(random() * ms);
  const now = (): string => new Date(clock.now()).toISOString();

  function announce(kind: ChangeHint['kind'], nativeId: string): void {
    const times = random() < 0.2 ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      void clock.sleep(within(4000)).then(() => feed.push({ kind, nativeId }));
    }
  }

  function note(document: SimulatedDocument): void {
    document.version += 1;
    shown.set(document.nativeId, [...(shown.get(document.nativeId) ?? []), snapshot(document, now())]);
    announce('order', document.nativeId);
  }

  function noteReturn(known: SimulatedReturn): void {
    known.version += 1;
    shown.set(known.nativeId, [...(shown.get(known.nativeId) ?? []), returnSnapshot(known, now())]);
    announce('return', known.nativeId);
  }

  async function live(document: SimulatedDocument): Promise<void> {
    while (document.step < LIFE.length - 1) {
      await clock.sleep(1000 + within(10_000));
      if (document.cancelled || wantedOf(document).every(({ wanted }) => wanted === 0)) return;
      if (document.held) continue;
      document.step += 1;
      note(document);
    }
  }

  function commit(order: CustomerOrder): SimulatedDocument {
    const document: SimulatedDocument = {
      ...{ nativeId: `D${documents.length + 1}`, order, visibleAt: clock.now() + within(2000), version: 0, step: 0 },
      ...{ cancelled: false, held: false, cancelledLines: new Map(), given: new Map(), done: new Set() },
    };
    documents.push(document);
    note(document);
    void live(document);
    return document;
  }

  async function comeBack(known: SimulatedReturn): Promise<void> {
    await clock.sleep(2000 + within(20_000));
    if (known.status === 'CANCELLED') return;
    known.received = true;
    noteReturn(known);
  }

  function commitReturn(request: ReturnRequest): SimulatedReturn {
    const known: SimulatedReturn = {
      ...{ nativeId: `R${returns.length + 1}`, request, visibleAt: clock.now() + within(2000), version: 0 },
      ...{ status: 'AUTHORIZED', received: false, credits: new Map() },
    };
    returns.push(known);
    noteReturn(known);
    void comeBack(known);
    return known;
  }

  function deed(command: OutboundCommand): Outcome {
    const { body } = command;
    if (body.intent === 'CREATE_ORDER') return { class: 'ACK', document: { nativeId: commit(body.order).nativeId } };
    if (body.intent === 'CREATE_RETURN') return { class: 'ACK', document: { nativeId: commitReturn(body.request).nativeId } };
    if (!('document' in body)) return { class: 'REJECT', code: 'NOT_SUPPORTED', message: 'not in this simulation' };
    const document = documents.find(({ nativeId }) => nativeId === body.document.nativeId);
    const known = returns.find(({ nativeId }) => nativeId === body.document.nativeId);
    if (document) {
      const outcome = doToOrder(document, command);
      if (outcome.class === 'ACK') note(document);
      return outcome;
    }
    if (!known) return { class: 'REJECT', code: 'NO_SUCH_DOCUMENT', message: 'there is none' };
    const outcome = doToReturn(known, command, now());
    if (outcome.class === 'ACK') noteReturn(known);
    return outcome;
  }

  async function send(command: OutboundCommand): Promise<Outcome> {
    const fate = random();
    await clock.sleep(5 + within(100));
    if (fate < 0.05) return { class: 'RETRY_SAFE', code: 'HTTP_429', message: 'too many requests', retryAfterMs: 500 };
    if (fate < 0.1) return { class: 'IN_DOUBT', code: 'HTTP_500', message: 'failed before the commit' };
    if (fate < 0.15) {
      void clock.sleep(within(10_000)).then(() => deed(command));
      return { class: 'IN_DOUBT', code: 'HTTP_504', message: 'the gateway gave up, the ERP did not' };
    }
    const outcome = deed(command);
    return fate < 0.25 ? { class: 'IN_DOUBT', code: 'RESET', message: 'the answer was lost' } : outcome;
  }

  function found({ commandId, orderKey, body }: OutboundCommand): readonly { readonly nativeId: string; readonly visibleAt: number }[] {
    if (body.intent === 'CREATE_ORDER') return documents.filter(({ order }) => order.orderKey === orderKey);
    if (body.intent === 'CREATE_RETURN') return returns.filter(({ request }) => request.returnKey === body.request.returnKey);
    const shows = returns.filter((known) => 'document' in body && body.document.nativeId === known.nativeId);
    const about = { commandId, orderKey, endpoint: 'erp', body };
    return [...documents.filter(({ done }) => done.has(commandId)), ...shows.filter((known) => showsDeed(known, about))];
  }

  async function probe(command: OutboundCommand): Promise<ProbeOutcome> {
    await clock.sleep(5);
    if (random() < 0.05) return { class: 'RETRY_SAFE', code: 'HTTP_503', message: 'busy' };
    const visible = found(command).filter(({ visibleAt }) => visibleAt <= clock.now());
    if (visible.length === 0) return { class: 'NOT_FOUND' };
    return { class: 'FOUND', documents: visible.map(({ nativeId }) => ({ nativeId, matches: true })) };
  }

  const endpoint: Endpoint = {
    id: 'erp',
    capabilities: CAPABILITIES,
    send,
    probe,
    read: async (hints) => {
      await clock.sleep(5);
      // Some replicas are behind: an older snapshot than one already read. A later hint or poll heals it.
      const observations = hints.flatMap(({ nativeId }) => (shown.get(nativeId) ?? []).slice(random() < 0.1 ? -2 : -1));
      return { class: 'OK', observations };
    },
    changes: async (cursor) => {
      await clock.sleep(5);
      const from = Number(cursor ?? '0');
      const page = feed.slice(from, from + 50);
      const hints = page.sort(() => random() - 0.5);
      return { class: 'OK', hints, cursor: String(from + page.length), more: from + page.length < feed.length };
    },
  };
  return { endpoint, documents, returns };
}
