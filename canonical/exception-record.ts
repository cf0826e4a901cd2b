/** Work that cannot go on without a person or a later try: where, why, whose turn, when next. */
import { z } from 'zod';
import { EndpointId, Instant, OrderKey } from './ids.ts';
import { filledText, opaqueId, text } from './text.ts';

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
    exceptionId: opaqueId(60),
    orderKey: OrderKey,
    category: ExceptionCategory,
    code: filledText(60),
    message: text(255).describe('One sentence without personal data.'),
    severity: z.enum(['INFO', 'WARNING', 'ERROR']),
    owner: z.enum(['BROKER', 'OPERATIONS', 'AGENT', 'CUSTOMER_SYSTEM']).describe('Whose turn it is.'),
    endpoint: EndpointId.optional(),
    commandId: opaqueId(40).optional(),
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
