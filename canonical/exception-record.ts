/** Work that cannot go on without a person or a later try: where, why, whose turn, when next. */
import { z } from 'zod';
import { EndpointId, Instant, OrderKey } from './ids.ts';

export const ExceptionCategory = z.enum([
  'REJECTED',
  'IN_DOUBT',
  'DUPLICATE',
  'DIVERGED',
  'UNMAPPED_STATUS',
  'OVERSHIP',
  'SHORT',
  'GAP',
  'STUCK',
  'PARTIAL_CREATE',
  'CONFIG',
  'SALESFORCE',
  'UNREADABLE',
]);

export const ExceptionAction = z.enum(['RETRY', 'ABANDON', 'CORRECT', 'ADOPT', 'ACKNOWLEDGE']);

export const ExceptionRecord = z
  .strictObject({
    exceptionId: z.string().min(1).max(60),
    orderKey: OrderKey,
    category: ExceptionCategory,
    code: z.string().min(1).max(60),
    message: z.string().max(255).describe('One sentence without personal data.'),
    severity: z.enum(['INFO', 'WARNING', 'ERROR']),
    owner: z.enum(['BROKER', 'OPERATIONS', 'AGENT', 'CUSTOMER_SYSTEM']).describe('Whose turn it is.'),
    endpoint: EndpointId.optional(),
    commandId: z.string().optional(),
    openedAt: Instant,
    nextTryAt: Instant.optional(),
    resolvedAt: Instant.optional(),
    attempts: z.int().min(0).default(0),
    actions: z.array(ExceptionAction).describe('What a person may do about it.'),
  })
  .meta({ id: 'ExceptionRecord', description: 'Work that cannot go on by itself.' });

export type ExceptionCategory = z.infer<typeof ExceptionCategory>;
export type ExceptionAction = z.infer<typeof ExceptionAction>;
export type ExceptionRecord = z.infer<typeof ExceptionRecord>;
