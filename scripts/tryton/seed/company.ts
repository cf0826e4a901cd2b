/** A company with all that it needs to sell: chart of accounts, fiscal years, taxes, payment terms. */
import { toDateValue, toDecimalValue } from '../../../broker/endpoints/tryton/values.ts';
import type { TrytonUser } from '../client.ts';
import { ensure, findOne, fromModule, theOne } from './records.ts';

export type SeededCompany = { readonly id: number; readonly tax: number; readonly revenue: number; readonly expense: number };

async function seedChart(admin: TrytonUser, company: number): Promise<void> {
  if ((await findOne(admin, 'account.account', [['company', '=', company]])) !== undefined) return;
  const template = await fromModule(admin, 'account', 'account_template_root_en');
  await admin.wizard('account.create_chart', [
    { state: 'account' },
    { state: 'create_account', fill: () => ({ account: { company, account_template: template } }) },
    { state: 'create_properties', fill: (defaults) => ({ properties: defaults }) },
  ]);
}

/** Documents of a year are numbered by it: INV-2026-00001. */
async function seedYear(admin: TrytonUser, company: number, year: number): Promise<void> {
  if (
    (await findOne(admin, 'account.fiscalyear', [
      ['name', '=', String(year)],
      ['company', '=', company],
    ])) !== undefined
  )
    return;
  const types = {
    move: await fromModule(admin, 'account', 'sequence_type_account_move'),
    invoice: await fromModule(admin, 'account_invoice', 'sequence_type_account_invoice'),
  };
  const sequence = async (model: string, sequenceType: number, name: string, prefix: string): Promise<number> =>
    (await admin.create(model, { name: `${name} ${year}`, prefix, padding: 5, sequence_type: sequenceType, company }))[0] as number;
  const moves = await sequence('ir.sequence', types.move, 'Moves', '');
  const invoices = await sequence('ir.sequence.strict', types.invoice, 'Invoices', `INV-${year}-`);
  const credits = await sequence('ir.sequence.strict', types.invoice, 'Credit notes', `CN-${year}-`);
  const invoiceSequences = {
    company,
    out_invoice_sequence: invoices,
    in_invoice_sequence: invoices,
    out_credit_note_sequence: credits,
    in_credit_note_sequence: credits,
  };
  const [made] = await admin.create('account.fiscalyear', {
    ...{ name: String(year), company, start_date: toDateValue(`${year}-01-01`), end_date: toDateValue(`${year}-12-31`) },
    ...{ post_move_sequence: moves, invoice_sequences: [['create', [invoiceSequences]]] },
  });
  await admin.press('account.fiscalyear', 'create_period', [made as number]);
}

async function seedMoney(admin: TrytonUser, company: number): Promise<Omit<SeededCompany, 'id'>> {
  const account = (...domain: readonly unknown[]): Promise<number> =>
    theOne(admin, 'account.account', [['company', '=', company], ...domain]);
  const [taxes, cash] = [await account(['name', '=', 'Main Tax']), await account(['name', '=', 'Main Cash'])];
  const tax = await ensure(
    admin,
    'account.tax',
    [
      ['name', '=', 'VAT 19%'],
      ['company', '=', company],
    ],
    {
      ...{ name: 'VAT 19%', description: 'VAT 19%', type: 'percentage', rate: toDecimalValue('0.19'), company },
      ...{ invoice_account: taxes, credit_note_account: taxes },
    },
  );
  const journal = await theOne(admin, 'account.journal', [['type', '=', 'cash']]);
  await ensure(
    admin,
    'account.invoice.payment.method',
    [
      ['name', '=', 'Bank transfer'],
      ['company', '=', company],
    ],
    {
      ...{ name: 'Bank transfer', company, journal, credit_account: cash, debit_account: cash },
    },
  );
  return { tax, revenue: await account(['type.revenue', '=', true]), expense: await account(['type.expense', '=', true]) };
}

/** Each company numbers its sales by itself, so that two companies come to the same numbers. */
async function seedNumbers(admin: TrytonUser, company: number): Promise<void> {
  const type = await fromModule(admin, 'sale', 'sequence_type_sale');
  const sales = await ensure(
    admin,
    'ir.sequence',
    [
      ['sequence_type', '=', type],
      ['company', '=', company],
    ],
    {
      ...{ name: 'Sales', prefix: 'SO', padding: 5, sequence_type: type, company },
    },
  );
  await admin.write('sale.configuration', [1], { sale_sequence: sales, sale_invoice_method: 'shipment', sale_shipment_method: 'order' });
}

export type CompanyPlan = { readonly name: string; readonly currency: number; readonly country: number };

/** Makes the company and lets the administrator into it. */
export async function foundCompany(admin: TrytonUser, { name, currency, country }: CompanyPlan): Promise<number> {
  const address = { street: 'Lagerstr. 1', postal_code: '20357', city: 'Hamburg', country };
  const party = await ensure(admin, 'party.party', [['name', '=', name]], { name, addresses: [['create', [address]]] });
  const id = await ensure(admin, 'company.company', [['party', '=', party]], { party, currency });
  await admin.write('res.user', [await theOne(admin, 'res.user', [['login', '=', 'admin']])], { companies: [['add', [id]]], company: id });
  return id;
}

/** Brings the company to where it can sell. `admin` must work in it. */
export async function equipCompany(admin: TrytonUser, id: number, years: readonly number[]): Promise<SeededCompany> {
  await seedChart(admin, id);
  for (const year of years) await seedYear(admin, id, year);
  await seedNumbers(admin, id);
  return { id, ...(await seedMoney(admin, id)) };
}
