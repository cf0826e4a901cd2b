/** A customer account as the ERP keeps it: who may buy, on what terms, and under which name in each endpoint. */
import { z } from 'zod';
import { personal } from './data-class.ts';
import { EndpointId, Instant } from './ids.ts';
import { Money, NonNegativeMoney } from './money.ts';
import { Address, Duns, Gln } from './party.ts';
import { filledText, opaqueId, text } from './text.ts';

/** SAP calls them AG, WE, RE and RG. */
export const PartyRole = z.enum(['SOLD_TO', 'SHIP_TO', 'BILL_TO', 'PAYER']);

/** Credit is the ERP's to judge: exposure is mirrored, never added up here. */
export const CreditStanding = z
  .strictObject({
    status: z.enum(['GOOD', 'EXCEEDED', 'BLOCKED', 'UNKNOWN']),
    limit: NonNegativeMoney.optional(),
    exposure: Money.optional(),
  })
  .refine(({ limit, exposure }) => limit === undefined || exposure === undefined || limit.currency === exposure.currency, {
    path: ['exposure', 'currency'],
    message: "must be the limit's currency",
  })
  .meta({ id: 'CreditStanding', description: 'What an ERP says of a customer\u2019s credit.' });

export const CustomerAccount = z
  .strictObject({
    customerKey: filledText(60),
    kind: z.enum(['PERSON', 'ORGANIZATION']),
    name: personal(filledText(120)),
    email: personal(z.email().max(120)).optional(),
    phone: personal(text(40)).optional(),
    taxIds: z.array(z.strictObject({ country: z.string().regex(/^[A-Z]{2}$/), value: personal(filledText(40)) })).default([]),
    gln: Gln.optional(),
    duns: Duns.optional(),
    status: z.enum(['ACTIVE', 'BLOCKED', 'CLOSED']),
    paymentTerms: text(40).optional(),
    credit: CreditStanding.optional(),
    addresses: z.array(z.strictObject({ roles: z.array(PartyRole).min(1), address: Address })).default([]),
    accounts: z
      .array(z.strictObject({ endpoint: EndpointId, nativeId: opaqueId(80), role: PartyRole }))
      .default([])
      .describe('Its names in the endpoints. Some ERPs take no order before there is one.'),
    asOf: Instant,
    version: z.int().min(0).describe("The source's own rising version of this account."),
  })
  .meta({ id: 'CustomerAccount', description: 'A customer as the ERP keeps it.' });

export type PartyRole = z.infer<typeof PartyRole>;
export type CustomerAccount = z.infer<typeof CustomerAccount>;
