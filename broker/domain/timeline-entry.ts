/** What a line of the timeline says, before it becomes a record. */
import type { SALESFORCE_PICKLISTS } from '../../canonical/salesforce-objects.ts';
import type { TimelineCode } from '../../canonical/timeline.ts';
import type { EventOf, OrderEvent } from './order-event.ts';
import type { OrderState } from './order-state.ts';

type Word<Field extends 'Category__c' | 'Severity__c' | 'Actor_Type__c'> =
  (typeof SALESFORCE_PICKLISTS)[`OB_Timeline_Entry__c.${Field}`][number];

/** Exceptions are entered under codes of their own, of which there may be any. */
type Named =
  { readonly code: TimelineCode; readonly category: Word<'Category__c'> } | { readonly code: string; readonly category: 'Exception' };

export type Entry = Named & {
  readonly actor: Word<'Actor_Type__c'>;
  readonly severity?: Word<'Severity__c'>;
  readonly summary: string;
  /** For labels in the agent's language. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly occurredAt?: string;
  readonly source?: string | undefined;
};

/** What a line may name as the system its news came from. */
export type Sources = Pick<OrderState, 'order' | 'route' | 'document'>;

/** The line of an event, with what is known after it; undefined where agents need not read it. */
export type Describe<Type extends OrderEvent['type']> = (event: EventOf<Type>, sources: Sources) => Entry | undefined;
