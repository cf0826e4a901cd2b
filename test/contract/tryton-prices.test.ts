import { expect, it, jest } from '@jest/globals';
import type { OutboundCommand } from '../../canonical/command.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import { makeTrytonUser } from '../../scripts/tryton/client.ts';
import { COMPANIES } from '../../scripts/tryton/seed/seed.ts';
import { ADMIN } from '../../scripts/tryton/seed/users.ts';
import { createCommand, makeOrder } from './orders.ts';
import { describeOnTryton } from './tryton-stage.ts';

jest.setTimeout(120_000);

const signal = (): AbortSignal => AbortSignal.timeout(30_000);
const ABROAD = { customerKey: 'C-1002', name: 'Noor Lind' };

const euro = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

/** Two products at Tryton's prices, 9.90 and 10.90 before tax; `tax` is what the shop says of the two lines, at 19 % if it is right. */
function priced(
  orderKey: string,
  [first, second]: readonly [number, number],
  changes: Readonly<Record<string, unknown>> = {},
): CustomerOrder {
  const [one, two] = makeOrder(orderKey).lines;
  return makeOrder(orderKey, {
    lines: [
      { ...one, quantity: 3, unitPrice: euro(990), tax: euro(first) },
      { ...two, quantity: 1, unitPrice: euro(1090), tax: euro(second) },
    ],
    ...changes,
  });
}

describeOnTryton('With a real Tryton whose prices count, the adapter', { prices: 'erp', charges: { '*': 'FREIGHT' } }, (stage) => {
  async function faultsOf(order: CustomerOrder): Promise<readonly (readonly [pointer: string, code: string])[]> {
    const answer = await stage().endpoint.check?.(order, signal());
    if (answer?.class !== 'OK') throw new Error(`the check failed: ${answer?.class}`);
    return answer.faults.map(({ pointer, code }) => [pointer, code]);
  }
  const send = (command: OutboundCommand) => stage().endpoint.send(command, signal());

  async function totalOf(orderKey: string): Promise<unknown> {
    return (await stage().world.clerk.user.read('sale.sale', [['reference', '=', orderKey]], ['total_amount']))[0]?.['total_amount'];
  }

  /** The authority abroad takes the tax, not we. */
  async function taxAbroad(): Promise<void> {
    const admin = makeTrytonUser(stage().world.url, { database: stage().world.database, ...ADMIN, company: COMPANIES[0] });
    const [company] = await admin.read('company.company', [['party.name', '=', COMPANIES[0]]], ['id']);
    const [tax] = await admin.read('account.tax', [['company', '=', company?.id]], ['id']);
    const lines = [['create', [{ origin_tax: tax?.id, tax: null }]]];
    const [rule] = await admin.create('account.tax.rule', { name: 'Abroad', kind: 'sale', company: company?.id, lines });
    const [party] = await admin.read('party.party', [['code', '=', ABROAD.customerKey]], ['id']);
    await admin.write('party.party', [party?.id ?? 0], { customer_tax_rule: rule });
    await admin.close();
  }

  it('takes an order at its prices and with its tax, to the cent', async () => {
    const order = priced('PRICE1', [564, 207]);
    expect(await faultsOf(order)).toEqual([]);
    expect(await send(createCommand('erp', order))).toMatchObject({ class: 'ACK' });
    expect(await totalOf('PRICE1')).toEqual({ __class__: 'Decimal', decimal: '48.31' });
  });

  it('finds every price that differs, and makes no sale of it', async () => {
    const order = makeOrder('PRICE2');
    const faults = ['/lines/0/unitPrice', '/lines/1/unitPrice', '/lines/2/unitPrice'].map((pointer) => [pointer, 'PRICE_DIFFERS']);
    expect(await faultsOf(order)).toEqual(faults);
    expect(await send(createCommand('erp', order))).toMatchObject({ class: 'REJECT', code: 'PRICE_DIFFERS' });
    expect(await stage().world.salesOf('PRICE2')).toEqual([]);
  });

  it('finds a tax that the shop did not take, freight included', async () => {
    expect(await faultsOf(priced('PRICE3', [208, 76]))).toEqual([['', 'TOTAL_DIFFERS']]);
    const charges = [{ code: 'FREIGHT', amount: euro(690) }];
    expect(await faultsOf(priced('PRICE4', [564, 207], { charges }))).toEqual([['', 'TOTAL_DIFFERS']]);
    const taxed = charges.map((charge) => ({ ...charge, tax: euro(131) }));
    expect(await faultsOf(priced('PRICE5', [564, 207], { charges: taxed }))).toEqual([]);
  });

  it("taxes a customer by the customer's own rule", async () => {
    await taxAbroad();
    expect(await faultsOf(priced('PRICE6', [564, 207], { customer: ABROAD }))).toEqual([['', 'TOTAL_DIFFERS']]);
    const order = priced('PRICE7', [0, 0], { customer: ABROAD });
    expect(await faultsOf(order)).toEqual([]);
    expect(await send(createCommand('erp', order))).toMatchObject({ class: 'ACK' });
    expect(await totalOf('PRICE7')).toEqual({ __class__: 'Decimal', decimal: '40.60' });
  });

  it('says which currency it does not know', async () => {
    const foreign = { amountMinor: 990, currency: 'SEK' };
    const lines = makeOrder('ANY').lines.map((line) => ({ ...line, unitPrice: foreign }));
    expect(await faultsOf(makeOrder('PRICE8', { currency: 'SEK', lines }))).toContainEqual(['/currency', 'UNKNOWN_CURRENCY']);
  });
});
