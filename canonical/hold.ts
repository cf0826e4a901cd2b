/** Holds are a set beside the lifecycle: any number at a time, each set and lifted by its owner alone. */
import { z } from 'zod';
import { EndpointId, Instant } from './ids.ts';
import { repetitions } from './repetition.ts';
import { text } from './text.ts';

export const HoldKind = z.enum(['CREDIT', 'FRAUD', 'ADDRESS', 'PAYMENT', 'CUSTOMER', 'COMPLIANCE', 'ERP_BLOCK', 'MANUAL']);

export const HoldState = z.enum(['ACTIVE', 'RELEASED']);

export const Hold = z
  .strictObject({
    kind: HoldKind,
    endpoint: EndpointId.optional().describe('The system that set it. Absent: the broker did.'),
    state: HoldState,
    blocking: z.boolean().default(true).describe('Whether fulfilment must stand still while it is active.'),
    reason: text(120).optional().describe("The owner's own words, free of personal data."),
    setAt: Instant,
    releasedAt: Instant.optional(),
  })
  .refine(({ state, releasedAt }) => (state === 'RELEASED') === (releasedAt !== undefined), {
    path: ['releasedAt'],
    message: 'is there exactly when the hold is released',
  })
  .meta({ id: 'Hold', description: 'One reason why an order stands still.' });

export type Hold = z.infer<typeof Hold>;
export type HoldKind = z.infer<typeof HoldKind>;
export type HoldState = z.infer<typeof HoldState>;

/** At most one hold of a kind by an owner. */
export const HoldSet = z
  .array(Hold)
  .superRefine((holds, context) => {
    const names = holds.map(({ kind, endpoint }) => `${kind} of ${endpoint ?? 'the broker itself'}`);
    for (const index of repetitions(names))
      context.addIssue({ code: 'custom', path: [index], message: `there is another hold ${names[index]}` });
  })
  .meta({ id: 'HoldSet', description: 'The holds of an order.' });

/** Whether fulfilment may not go on. */
export function isBlocked(holds: readonly Hold[]): boolean {
  return holds.some(({ state, blocking }) => state === 'ACTIVE' && blocking);
}

/** Whether the broker may lift a hold: only one it set itself. What an ERP holds, the ERP releases. */
export function mayRelease(hold: Hold): boolean {
  return hold.state === 'ACTIVE' && hold.endpoint === undefined;
}
