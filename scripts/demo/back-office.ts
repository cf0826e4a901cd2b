/** The ERP behind the demo, simulated or real: what must be arranged in it for the story, its troubles, and its own word for the audit. */
import { askErp } from '../audit/erp-witness.ts';
import type { ErpWitness } from '../audit/erp-witness.ts';
import { addTroubles } from '../stack/troubles.ts';
import type { WorldPlaces } from '../stack/world.ts';

/** Keys of the orders to which something is to happen. */
export type Plot = { readonly lost: string; readonly split: string };

export type BackOffice = {
  /** Loses the answer to one order's creation, and ships another in two parts. */
  readonly arrange: (plot: Plot) => Promise<void>;
  readonly addTroubles: () => Promise<void>;
  readonly ask: () => Promise<ErpWitness>;
  /** How long the last order may take, in milliseconds. */
  readonly patienceMs: (orders: number) => number;
  /** Whether it can do all that people ask for in the story: hold, redirect, take back. */
  readonly obliges: boolean;
  /** Where it is, for people. */
  readonly places: readonly string[];
};

async function administer(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`the stage cannot be set: ${await response.text()}`);
}

/** The simulated ERP and warehouse of the world. */
export function simulatedOffice({ erpUrl, warehouseUrl }: WorldPlaces): BackOffice {
  return {
    arrange: async ({ lost, split }) => {
      await administer(`${erpUrl}/_admin/faults`, { kind: 'drop-answer', operation: 'createOrder', subject: lost, nth: 1 });
      await administer(`${warehouseUrl}/_admin/sites/main/plans`, { releaseId: `${split}-R1`, split: true });
    },
    addTroubles: async () => {
      await Promise.all([addTroubles(erpUrl), addTroubles(warehouseUrl)]);
    },
    ask: () => askErp(erpUrl),
    patienceMs: (orders) => 60_000 + 150 * orders,
    obliges: true,
    places: [`ERP             ${erpUrl}   its effects: ${erpUrl}/_admin/effects`, `warehouse       ${warehouseUrl}`],
  };
}
