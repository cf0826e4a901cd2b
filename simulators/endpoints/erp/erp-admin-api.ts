/** Administration of the ERP's own: companies, master data, stock, the period, and what clerks do. */
import { z } from 'zod';
import { withBody } from '../host/admin-api.ts';
import type { Answer, Call, Route } from '../host/call.ts';
import { ok, problem } from '../host/call.ts';
import { replenish } from './allocation.ts';
import { doClerkDeed } from './clerk.ts';
import type { Company } from './company.ts';
import { doReturnDeed, ReturnDeed } from './return-clerk.ts';
import { onReturn } from './return-api.ts';

const Lines = z.array(z.strictObject({ lineId: z.string(), quantity: z.number().gt(0) }));

const Deed = z.discriminatedUnion('deed', [
  z.strictObject({ deed: z.literal('hold'), code: z.string().default('CLERK') }),
  z.strictObject({ deed: z.literal('release-hold') }),
  z.strictObject({ deed: z.literal('cancel'), lines: Lines.optional() }),
  z.strictObject({ deed: z.literal('reverse-goods-issue'), number: z.string() }),
  z.strictObject({ deed: z.literal('set-status'), status: z.string().nullable() }),
  z.strictObject({ deed: z.literal('take-reservation'), lineId: z.string(), quantity: z.number().gt(0) }),
  z.strictObject({ deed: z.literal('add-line'), sku: z.string(), quantity: z.number().gt(0), unitPrice: z.string() }),
  z.strictObject({ deed: z.literal('remove-line'), lineId: z.string() }),
]);

const NewCompany = z.strictObject({ company: z.string().regex(/^\w[\w-]{0,29}$/), apiKey: z.string().min(1) });
const Stock = z.strictObject({ sku: z.string(), quantity: z.number() });
const Period = z.strictObject({ closed: z.boolean() });
const Loss = z.strictObject({ count: z.int().min(1) });

const MasterData = z.strictObject({
  customers: z
    .array(
      z.strictObject({
        id: z.string(),
        blocked: z.boolean().default(false),
        creditLimit: z.number().min(0).optional(),
        overLimit: z.enum(['REJECT', 'HOLD']).default('REJECT'),
      }),
    )
    .default([]),
  items: z
    .array(
      z.strictObject({
        sku: z.string(),
        stock: z.number().min(0),
        backorder: z.boolean().default(true),
        minimumPrice: z.number().min(0).optional(),
      }),
    )
    .default([]),
});

const DONE: Answer = { status: 204 };

function deedOf(company: Company, call: Call): Answer {
  const order = company.orders.get(call.parameters['id'] ?? '');
  if (!order) return problem(404, 'NO_SUCH_ORDER', 'there is no order with this id');
  return withBody(Deed, call, (deed) =>
    doClerkDeed(company, order, deed) ? ok(order) : problem(409, 'NOT_POSSIBLE', 'the order is not in a state for this'),
  );
}

const ADMIN: readonly (readonly [method: string, path: string, handler: (company: Company, call: Call) => Answer])[] = [
  ['POST', 'orders/:id/clerk', deedOf],
  [
    'POST',
    'returns/:id/clerk',
    (company, call) =>
      onReturn(company, call, (known) =>
        withBody(ReturnDeed, call, (deed) =>
          doReturnDeed(company, known, deed) ? ok(known) : problem(409, 'NOT_POSSIBLE', 'the return is not in a state for this'),
        ),
      ),
  ],
  [
    'POST',
    'stock',
    (company, call) =>
      withBody(Stock, call, ({ sku, quantity }) => {
        replenish(company, sku, quantity);
        return ok({ sku, stock: company.catalogue.items.get(sku)?.stock });
      }),
  ],
  [
    'POST',
    'master-data',
    (company, call) =>
      withBody(MasterData, call, ({ customers, items }) => {
        for (const customer of customers) company.catalogue.customers.set(customer.id, customer);
        for (const item of items) company.catalogue.items.set(item.sku, item);
        return DONE;
      }),
  ],
  [
    'PUT',
    'period',
    (company, call) =>
      withBody(Period, call, ({ closed }) => {
        company.periodClosed = closed;
        return DONE;
      }),
  ],
  [
    'POST',
    'feed/lose',
    (company, call) =>
      withBody(Loss, call, ({ count }) => {
        company.feed.loseNext(count);
        return DONE;
      }),
  ],
];

/** `openCompany` makes a company, or answers false if the name or the key is taken. */
export function erpAdminRoutes(
  companies: ReadonlyMap<string, Company>,
  openCompany: (name: string, apiKey: string) => boolean,
): readonly Route[] {
  const ofCompany = ADMIN.map(([method, path, handler]): Route => ({
    ...{ method, pattern: `/_admin/companies/:company/${path}`, operation: 'administer' },
    handle: (call) => {
      const company = companies.get(call.parameters['company'] ?? '');
      return company ? handler(company, call) : problem(404, 'NO_SUCH_COMPANY', 'there is no such company');
    },
  }));
  const handle = (call: Call): Answer =>
    withBody(NewCompany, call, ({ company, apiKey }) =>
      openCompany(company, apiKey)
        ? { status: 201 }
        : problem(409, 'COMPANY_EXISTS', 'there is such a company, or the API key belongs to another'),
    );
  return [{ method: 'POST', pattern: '/_admin/companies', operation: 'administer', handle }, ...ofCompany];
}
