/** What people at the ERP do: ship, in parts too, give up, invoice, take money, approve returns, receive goods, pay back. */
import type { Account } from '../../broker/endpoints/tryton/session.ts';
import { makeTrytonUser } from './client.ts';
import type { TrytonUser, WizardStep } from './client.ts';

const SHIPMENT = 'stock.shipment.out';
const RETURN_SHIPMENT = 'stock.shipment.out.return';

export type Clerk = {
  readonly user: TrytonUser;
  /** Ships what waits of a sale; of each line at most this many, if a number is given. The rest becomes another shipment. */
  readonly ship: (saleId: number, atMost?: number) => Promise<void>;
  /** Picks what waits of a sale, so that it cannot be stopped any more. */
  readonly pick: (saleId: number) => Promise<void>;
  /** A supplier delivers: that much is in stock from now on. */
  readonly restock: (sku: string, quantity: number) => Promise<void>;
  /** Gives up all that has not been shipped. */
  readonly giveUp: (saleId: number) => Promise<void>;
  /** Posts the sale's draft invoices or credit notes. */
  readonly post: (saleId: number) => Promise<void>;
  /** Books the payment of the sale's posted invoices; of credit notes, the refund. */
  readonly pay: (saleId: number) => Promise<void>;
  /** Approves a return and confirms the sale with negative quantities that comes of it. Answers its id. */
  readonly approve: (complaintId: number) => Promise<number>;
  readonly reject: (complaintId: number) => Promise<void>;
  /** Receives goods of a confirmed return and puts them away; of each line at most this many, if a number is given. */
  readonly receive: (returnSaleId: number, atMost?: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

function shipping(user: TrytonUser): Pick<Clerk, 'ship' | 'pick' | 'giveUp'> {
  async function waiting(saleId: number): Promise<readonly number[]> {
    const open = ['state', 'in', ['waiting', 'assigned', 'picked', 'packed']];
    return (await user.read(SHIPMENT, [['moves.sale', '=', saleId], open], ['id'])).map(({ id }) => id);
  }

  /** The stock that is fetched for a shipment may be less than what is on it. */
  async function fetchLess(shipment: number, atMost: number): Promise<void> {
    const domain = [
      ['shipment', '=', `${SHIPMENT},${shipment}`],
      ['origin', 'like', 'stock.move,%'],
      ['quantity', '>', atMost],
    ];
    const moves = await user.read('stock.move', domain, ['quantity']);
    if (moves.length > 0)
      await user.write(
        'stock.move',
        moves.map(({ id }) => id),
        { quantity: atMost },
      );
  }

  async function hasAny(shipment: number): Promise<boolean> {
    const assigned = [
      ['shipment', '=', `${SHIPMENT},${shipment}`],
      ['origin', 'like', 'stock.move,%'],
      ['state', '=', 'assigned'],
    ];
    return (await user.read('stock.move', assigned, ['id'])).length > 0;
  }

  /** Picks what is in stock. Answers false, and leaves the shipment as it is, if there is nothing. */
  async function pickOne(shipment: number, atMost?: number): Promise<boolean> {
    if (atMost !== undefined) await fetchLess(shipment, atMost);
    await user.press(SHIPMENT, 'assign_try', [shipment]);
    const [now] = await user.read(SHIPMENT, [['id', '=', shipment]], ['state']);
    if (now?.['state'] === 'waiting') {
      if (!(await hasAny(shipment))) return false;
      const record = { model: SHIPMENT, id: shipment };
      await user.wizard('stock.shipment.assign', [{ state: 'ignore' }], record);
    }
    await user.press(SHIPMENT, 'pick', [shipment]);
    return true;
  }

  return {
    pick: async (saleId) => {
      for (const shipment of await waiting(saleId)) await pickOne(shipment);
    },
    ship: async (saleId, atMost) => {
      for (const shipment of await waiting(saleId)) {
        if (!(await pickOne(shipment, atMost))) continue;
        for (const button of ['pack', 'done']) await user.press(SHIPMENT, button, [shipment]);
      }
    },
    giveUp: async (saleId) => {
      await user.press(SHIPMENT, 'cancel', await waiting(saleId));
      const step: WizardStep = { state: 'handle', fill: (defaults) => ({ ask: { ...defaults, recreate_moves: [] } }) };
      await user.wizard('sale.handle.shipment.exception', [step], { model: 'sale.sale', id: saleId });
    },
  };
}

function supplying(user: TrytonUser): Pick<Clerk, 'restock'> {
  return {
    restock: async (sku, quantity) => {
      const [product] = await user.read('product.product', [['code', '=', sku]], ['id']);
      const [warehouse] = await user.read('stock.location', [['type', '=', 'warehouse']], ['storage_location']);
      const lines = [['create', [{ product: product?.id, quantity }]]];
      const inventory = await user.create('stock.inventory', { location: warehouse?.['storage_location'], lines });
      await user.press('stock.inventory', 'confirm', inventory);
    },
  };
}

function billing(user: TrytonUser): Pick<Clerk, 'post' | 'pay'> {
  async function invoices(saleId: number, state: string): Promise<readonly number[]> {
    return (
      await user.read(
        'account.invoice',
        [
          ['sales', '=', saleId],
          ['state', '=', state],
        ],
        ['id'],
      )
    ).map(({ id }) => id);
  }

  return {
    post: async (saleId) => {
      const drafts = await invoices(saleId, 'draft');
      if (drafts.length > 0) await user.press('account.invoice', 'post', drafts);
    },
    pay: async (saleId) => {
      const [sale] = await user.read('sale.sale', [['id', '=', saleId]], ['company']);
      const [method] = await user.read('account.invoice.payment.method', [['company', '=', sale?.['company']]], ['id']);
      const step: WizardStep = {
        state: 'choice',
        fill: (defaults) => ({ start: { description: null, ...defaults, payment_method: method?.id } }),
      };
      for (const id of await invoices(saleId, 'posted')) await user.wizard('account.invoice.pay', [step], { model: 'account.invoice', id });
    },
  };
}

function returning(user: TrytonUser): Pick<Clerk, 'approve' | 'reject' | 'receive'> {
  return {
    approve: async (complaintId) => {
      await user.press('sale.complaint', 'approve', [complaintId]);
      const [sale] = await user.read('sale.sale', [['origin', '=', `sale.complaint,${complaintId}`]], ['id']);
      const [complaint] = await user.read('sale.complaint', [['id', '=', complaintId]], ['reference']);
      if (!sale) throw new Error(`nothing came of complaint ${complaintId}`);
      // The copy carries the order's reference until it gets one of its own.
      await user.write('sale.sale', [sale.id], { reference: complaint?.['reference'] });
      for (const button of ['quote', 'confirm']) await user.press('sale.sale', button, [sale.id]);
      return sale.id;
    },
    reject: async (complaintId) => {
      await user.press('sale.complaint', 'reject', [complaintId]);
    },
    receive: async (returnSaleId, atMost) => {
      const shipments = await user.read(
        RETURN_SHIPMENT,
        [
          ['moves.sale', '=', returnSaleId],
          ['state', '=', 'draft'],
        ],
        ['incoming_moves'],
      );
      for (const { id, incoming_moves: moves } of shipments) {
        if (atMost !== undefined) {
          const more = await user.read(
            'stock.move',
            [
              ['id', 'in', moves],
              ['quantity', '>', atMost],
            ],
            ['id'],
          );
          if (more.length > 0)
            await user.write(
              'stock.move',
              more.map((move) => move.id),
              { quantity: atMost },
            );
        }
        for (const button of ['receive', 'done']) await user.press(RETURN_SHIPMENT, button, [id]);
      }
    },
  };
}

export function makeClerk(baseUrl: string, account: Account): Clerk {
  const user = makeTrytonUser(baseUrl, account);
  return { user, ...shipping(user), ...supplying(user), ...billing(user), ...returning(user), close: user.close };
}
