/** Who buys, who receives, who pays. What names or finds a person is marked as personal data. */
import { z } from 'zod';
import { personal } from './data-class.ts';
import { filledText, text } from './text.ts';

export const Address = z
  .strictObject({
    name: personal(filledText(120)),
    line1: personal(filledText(120)),
    line2: personal(text(120)).optional(),
    postalCode: personal(text(20)).optional(),
    city: personal(filledText(80)),
    region: personal(text(80)).optional(),
    country: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code'),
    phone: personal(text(40)).optional(),
  })
  .meta({ id: 'Address', description: 'A postal address and the name on it.' });

/** GS1 global location number. */
export const Gln = z.string().regex(/^\d{13}$/, 'must be 13 digits');

/** Dun & Bradstreet number of a business. */
export const Duns = z.string().regex(/^\d{9}$/, 'must be 9 digits');

export const Party = z
  .strictObject({
    customerKey: filledText(60).describe("The customer's key in the system that took the order."),
    name: personal(filledText(120)),
    email: personal(z.email().max(120)).optional(),
    taxId: personal(text(40)).optional(),
    gln: Gln.optional(),
    duns: Duns.optional(),
  })
  .meta({ id: 'Party', description: 'A customer as known to the system that took the order.' });

export type Address = z.infer<typeof Address>;
export type Party = z.infer<typeof Party>;
