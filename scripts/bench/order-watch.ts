/**
 * When each order was submitted, and when Salesforce first showed its ERP document: both from the org's effect log, on
 * the org's clock. The turn that submits an order leaves version 1 in Salesforce; any later version follows the ERP's
 * answer and so carries the document.
 */
import { setTimeout as wait } from 'node:timers/promises';

type Effect = {
  readonly object: string;
  readonly id: string;
  readonly type: string;
  readonly version: number | null;
  readonly at: number;
  readonly userId: string;
  readonly transactionKey: string;
};

export type OrderTimes = { readonly submittedAt: number; readonly shownAt: number };

export type OrderWatch = {
  /** Resolves with the times of these orders, by record id, when Salesforce shows the document of each. */
  readonly untilShown: (orderIds: readonly string[], patienceMs: number) => Promise<ReadonlyMap<string, OrderTimes>>;
  /** Records the broker wrote so far, without those that the package's Apex wrote on that occasion. */
  readonly brokerWrites: () => Promise<number>;
};

const ORDER = 'OB_Order__c';
const FIRST_VERSION_WITH_DOCUMENT = 2;
const PAGE = 10_000;
const PAUSE_MS = 100;

/** Answers the effects since it last asked; of one object if it is named, which spares the org the rest. */
function makeFollower(adminUrl: string, object?: string): () => Promise<readonly Effect[]> {
  let position = 0;
  return async () => {
    const effects: Effect[] = [];
    for (;;) {
      const only = object === undefined ? '' : `&object=${object}`;
      const response = await fetch(`${adminUrl}/effects?after=${position}&limit=${PAGE}${only}`);
      if (!response.ok) throw new Error(`the org answers ${response.status} to a question for its effects: ${await response.text()}`);
      const page = (await response.json()) as { readonly effects: readonly Effect[]; readonly next: number; readonly total: number };
      effects.push(...page.effects);
      position = page.next;
      if (position >= page.total) return effects;
    }
  };
}

export function makeOrderWatch(adminUrl: string): OrderWatch {
  const followOrders = makeFollower(adminUrl, ORDER);
  const followAll = makeFollower(adminUrl);
  const drafters = new Set<string>();
  const submitted = new Map<string, number>();
  const shown = new Map<string, number>();
  /** The object of each transaction's first record. */
  const sent = new Map<string, string>();
  let writes = 0;

  function note({ id, type, version, at, userId }: Effect): void {
    if (type === 'CREATE') drafters.add(userId);
    if (drafters.has(userId)) {
      submitted.set(id, at);
      return;
    }
    if ((version ?? 0) >= FIRST_VERSION_WITH_DOCUMENT && !shown.has(id)) shown.set(id, at);
  }

  const follow = async (): Promise<void> => {
    (await followOrders()).forEach(note);
  };

  return {
    untilShown: async (orderIds, patienceMs) => {
      const deadline = performance.now() + patienceMs;
      await follow();
      while (orderIds.some((id) => !shown.has(id))) {
        if (performance.now() > deadline) {
          const missing = orderIds.filter((id) => !shown.has(id));
          throw new Error(
            `${missing.length} of ${orderIds.length} orders show no ERP document after ${patienceMs} ms, ${missing[0]} among them`,
          );
        }
        await wait(PAUSE_MS);
        await follow();
      }
      return new Map(orderIds.map((id) => [id, { submittedAt: submitted.get(id) ?? 0, shownAt: shown.get(id) ?? 0 }]));
    },
    brokerWrites: async () => {
      await follow();
      for (const { userId, object, transactionKey } of await followAll()) {
        if (drafters.has(userId)) continue;
        // A call writes records of one object; what triggers write comes after them.
        if (!sent.has(transactionKey)) sent.set(transactionKey, object);
        if (sent.get(transactionKey) === object) writes += 1;
      }
      return writes;
    },
  };
}
