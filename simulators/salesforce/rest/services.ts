/** What the handlers of the REST API work with. */
import type { EventPublisher } from '../event-publishing.ts';
import type { OrgClock } from '../clock.ts';
import type { EventBus } from '../event-bus/event-bus.ts';
import type { OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { Database } from '../storage/database.ts';
import type { OrgLimits } from './api-usage.ts';
import type { ApiCall } from './api-call.ts';
import { API_ERRORS } from './errors.ts';

/** Avro schemas of event objects, as the event bus has them. */
export type EventSchemas = {
  readonly byEvent: (eventName: string) => object | undefined;
  readonly byId: (schemaId: string) => object | undefined;
};

export type RestServices = {
  /** All of it, whoever asks. */
  readonly metadata: OrgMetadata;
  readonly database: Database;
  readonly publish: EventPublisher;
  readonly schemas: EventSchemas;
  readonly limits: OrgLimits;
  /** Event allocations, as the event bus meters them. */
  readonly bus: Pick<EventBus, 'delivered' | 'published'>;
  readonly clock: OrgClock;
  readonly orgId: string;
};

/** The object of a path segment, or a 404 as the platform answers for a name it does not know or the user may not see. */
export function objectOf({ user }: Pick<ApiCall, 'user'>, name: string | undefined): OrgObject {
  const object = user.metadata.object(name ?? '');
  if (object === undefined) throw API_ERRORS.notFound();
  return object;
}
