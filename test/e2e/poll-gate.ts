/** A gate before the polls of a Tryton endpoint: other calls pass, and a test counts and allows complete polls one by one. */
import type { Rpc } from '../../scripts/tryton/fault-proxy.ts';

export type PollGate = {
  /** For the proxy between the broker and Tryton. */
  readonly admit: (rpc: Rpc) => Promise<void>;
  /** No poll begins from now on. */
  readonly close: () => void;
  /** One more poll may begin, and go through to its end. */
  readonly letOne: () => void;
  readonly open: () => void;
};

/** The first question of a poll; no other reads sales page by page. */
function beginsPoll({ method, params }: Rpc): boolean {
  return method === 'model.sale.sale.search_read' && params[2] !== null && JSON.stringify(params[0]).startsWith('[["origin","=",null]');
}

export function makePollGate(): PollGate {
  let allowed = Number.POSITIVE_INFINITY;
  let waiting: (() => void)[] = [];

  function allow(polls: number): void {
    allowed = polls;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  }

  return {
    admit: async (rpc) => {
      if (!beginsPoll(rpc)) return;
      while (allowed <= 0)
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
      allowed -= 1;
    },
    close: () => {
      allow(0);
    },
    letOne: () => {
      allow(1);
    },
    open: () => {
      allow(Number.POSITIVE_INFINITY);
    },
  };
}
