/** Who buys, who receives, who pays. Everything here is personal data (see ownership.ts). */
import { z } from 'zod';

export const Address = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    line1: z.string().trim().min(1).max(120),
    line2: z.string().trim().max(120).optional(),
    postalCode: z.string().trim().max(20).optional(),
    city: z.string().trim().min(1).max(80),
    region: z.string().trim().max(80).optional(),
    country: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code'),
    phone: z.string().trim().max(40).optional(),
  })
  .meta({ id: 'Address', description: 'A postal address and the name on it.' });

export const Party = z
  .strictObject({
    customerKey: z.string().trim().min(1).max(60).describe("The customer's key in the system that took the order."),
    name: z.string().trim().min(1).max(120),
    email: z.email().max(120).optional(),
    taxId: z.string().trim().max(40).optional(),
    gln: z
      .string()
      .regex(/^\d{13}$/, 'must be 13 digits')
      .optional(),
  })
  .meta({ id: 'Party', description: 'A customer as known to the system that took the order.' });

export type Address = z.infer<typeof Address>;
export type Party = z.infer<typeof Party>;
