/**
 * An ERP in memory behind the endpoint port, of the hard kind: its create is not idempotent, its search lags, its
 * answers get lost, and its change feed is late, doubled and out of order.
 */
import type { CustomerOrder } from '../../canonical/order.ts';
import type { OrderObservation } from '../../canonical/observation.ts';
import type { OutboundCommand } from '../../canonical/command.ts';
import type { Clock, Random } from '../../broker/engine/clock.ts';
import type { ChangeHint, Endpoint, EndpointCapabilities } from '../../broker/engine/endpoint.ts';
import type { Outcome, ProbeOutcome } from '../../broker/domain/outcome.ts';

export type SimulatedDocument = {
  readonly nativeId: string;
  readonly order: CustomerOrder;
  readonly visibleAt: number;
  version: number;
  step: number;
  cancelled: boolean;
};

export type SimulatedErp = { readonly endpoint: Endpoint; readonly documents: readonly SimulatedDocument[] };

const CAPABILITIES: EndpointCapabilities = {
  intents: ['CREATE_ORDER', 'CANCEL_QUANTITY', 'HOLD', 'RELEASE_HOLD', 'CANCEL_DUPLICATE'],
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

function snapshot(document: SimulatedDocument, step: number, observedAt: number): OrderObservation {
  const life = LIFE[step] ?? { allocated: 0, shipped: 0, invoiced: 0 };
  const done = step === LIFE.length - 1;
  return {
    ...{ kind: 'order', endpoint: 'erp', orderKey: document.order.orderKey, nativeId: document.nativeId, version: step + 1 },
    observedAt: new Date(observedAt).toISOString(),
    ...{
      rawStatus: document.cancelled ? 'CANCELLED' : `STEP ${step}`,
      status: document.cancelled ? 'CANCELLED' : done ? 'COMPLETED' : 'OPEN',
    },
    ...{ holds: [], reversals: [] },
    lines: document.order.lines.map((line) => ({
      lineKey: line.lineKey,
      cancelled: document.cancelled ? line.quantity : 0,
      confirmed: life.allocated * line.quantity - life.shipped * line.quantity,
      backordered: 0,
      allocated: life.allocated * line.quantity,
      shipped: life.shipped * line.quantity,
      invoiced: life.invoiced * line.quantity,
    })),
    invoices: [],
  };
}

export function makeSimulatedErp(clock: Clock, random: Random): SimulatedErp {
  const documents: SimulatedDocument[] = [];
  const feed: ChangeHint[] = [];

  const within = (ms: number): number => Math.floor(random() * ms);

  function announce(nativeId: string): void {
    const times = random() < 0.2 ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      void clock.sleep(within(4000)).then(() => feed.push({ kind: 'order', nativeId }));
    }
  }

  async function live(document: SimulatedDocument): Promise<void> {
    for (let step = 1; step < LIFE.length; step += 1) {
      await clock.sleep(1000 + within(10_000));
      if (document.cancelled) return;
      document.step = step;
      document.version = step + 1;
      announce(document.nativeId);
    }
  }

  function commit(order: CustomerOrder): SimulatedDocument {
    const nativeId = `D${documents.length + 1}`;
    const document = { nativeId, order, visibleAt: clock.now() + within(2000), version: 1, step: 0, cancelled: false };
    documents.push(document);
    announce(nativeId);
    void live(document);
    return document;
  }

  async function create(order: CustomerOrder): Promise<Outcome> {
    const fate = random();
    await clock.sleep(5 + within(100));
    if (fate < 0.05) return { class: 'RETRY_SAFE', code: 'HTTP_429', message: 'too many requests', retryAfterMs: 500 };
    if (fate < 0.1) return { class: 'IN_DOUBT', code: 'HTTP_500', message: 'failed before the commit' };
    if (fate < 0.15) {
      void clock.sleep(within(10_000)).then(() => commit(order));
      return { class: 'IN_DOUBT', code: 'HTTP_504', message: 'the gateway gave up, the ERP did not' };
    }
    const { nativeId } = commit(order);
    if (fate < 0.25) return { class: 'IN_DOUBT', code: 'RESET', message: 'the answer was lost' };
    return { class: 'ACK', document: { nativeId } };
  }

  async function send(command: OutboundCommand): Promise<Outcome> {
    const { body } = command;
    if (body.intent === 'CREATE_ORDER') return create(body.order);
    await clock.sleep(5);
    if (body.intent !== 'CANCEL_DUPLICATE') return { class: 'REJECT', code: 'NOT_SUPPORTED', message: 'not in this simulation' };
    const document = documents.find(({ nativeId }) => nativeId === body.document.nativeId);
    if (document) document.cancelled = true;
    return { class: 'ACK', document: { nativeId: body.document.nativeId } };
  }

  async function probe(command: OutboundCommand): Promise<ProbeOutcome> {
    await clock.sleep(5);
    if (random() < 0.05) return { class: 'RETRY_SAFE', code: 'HTTP_503', message: 'busy' };
    const found = documents.filter(({ order, visibleAt }) => order.orderKey === command.orderKey && visibleAt <= clock.now());
    if (found.length === 0) return { class: 'NOT_FOUND' };
    return { class: 'FOUND', documents: found.map(({ nativeId }) => ({ nativeId, matches: true })) };
  }

  const endpoint: Endpoint = {
    id: 'erp',
    capabilities: CAPABILITIES,
    send,
    probe,
    read: async (hints) => {
      await clock.sleep(5);
      const wanted = new Set(hints.map(({ nativeId }) => nativeId));
      const read = documents.filter(({ nativeId }) => wanted.has(nativeId));
      // Some replicas are behind: an older snapshot than one already read. A later hint or poll heals it.
      const observations = read.flatMap((document) => {
        const now = snapshot(document, document.step, clock.now());
        return random() < 0.1 && document.step > 0 ? [now, snapshot(document, document.step - 1, clock.now())] : [now];
      });
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
  return { endpoint, documents };
}
