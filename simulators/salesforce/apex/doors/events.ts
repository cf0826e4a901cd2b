/** Platform events that Apex publishes. Source: Platform Events Developer Guide, "Publish Event Messages with Apex", "Deliver Test Event Messages". */
import type { OrgObject } from '../../metadata/model.ts';
import { DML_ERRORS } from '../../storage/dml-error.ts';
import type { StoredRecord } from '../../storage/transaction.ts';
import { toStored } from '../data/records.ts';
import type { PublishOutcome } from '../org-port.ts';
import type { Runtime } from '../run/runtime.ts';
import { ApexSObject, type ApexObject } from '../values.ts';
import type { TestEvent } from './event-triggers.ts';
import type { OrgBinding } from './org-binding.ts';
import { makePublishCallbacks } from './publish-callbacks.ts';

export type Events = {
  readonly publish: (events: readonly ApexSObject[], callback: ApexObject | null) => readonly PublishOutcome[];
  /** Forgets events that wait: a test leaves nothing behind. */
  readonly forget: () => void;
  /** Tells the callbacks what became of these events; without uuids, of all that wait. Events of a test go to their triggers. */
  readonly settle: (success: boolean, eventUuids?: readonly string[]) => void;
  /** In a test: what its jobs published succeeds. Events that are to be tried again wait for the next `settle`. */
  readonly settleJobs: () => void;
};

export type EventOptions = {
  readonly runtime: () => Runtime;
  readonly binding: OrgBinding;
  /** Whom callbacks run as. */
  readonly systemUserId: string;
  /** Gives events of a test to their triggers; answers those to be tried again. */
  readonly deliver: (events: readonly TestEvent[]) => readonly TestEvent[];
};

export function makeEvents({ runtime, binding, systemUserId, deliver }: EventOptions): Events {
  const callbacks = makePublishCallbacks({ runtime, binding, systemUserId });
  /** In a test events go nowhere but to the triggers: its transaction never commits. */
  let undelivered: TestEvent[] = [];
  let again: readonly TestEvent[] = [];

  const publishOne = (event: ApexSObject, callback: ApexObject | null): PublishOutcome => {
    const { object, eventUuid, fields, errors } = readEvent(runtime(), event);
    if (errors.length > 0) return { eventUuid, errors };
    const waits = object.publishBehavior === 'PublishAfterCommit';
    if (waits || !runtime().inTest()) binding.publish({ object, fields, eventUuid });
    if (runtime().inTest()) undelivered.push({ eventUuid, waits, record: testEvent(event, eventUuid), retries: 0 });
    if (callback !== null) callbacks.add(eventUuid, callback);
    return { eventUuid, errors };
  };

  /** What a rollback discarded goes nowhere. */
  const send = (events: readonly TestEvent[]): void => {
    const published = events.filter(({ waits, eventUuid }) => !waits || binding.transaction().awaits(eventUuid));
    again = [...again, ...deliver(published)];
  };

  return {
    publish: (events, callback) => {
      const apex = runtime();
      const [first] = events;
      if (first === undefined) return [];
      const { publishBehavior } = apex.records.objectOf(first);
      apex.use(publishBehavior === 'PublishAfterCommit' ? 'dmlStatements' : 'publishImmediateDml');
      return events.map((event) => publishOne(event, callback));
    },
    forget: () => {
      callbacks.forget();
      [again, undelivered] = [[], []];
    },
    settle: (success, eventUuids) => {
      callbacks.tell(success, eventUuids);
      const published = [...again, ...undelivered];
      [again, undelivered] = [[], []];
      if (success) send(published);
    },
    settleJobs: () => {
      callbacks.tell(true);
      const published = undelivered;
      undelivered = [];
      send(published);
    },
  };
}

type ReadEvent = PublishOutcome & { readonly object: OrgObject; readonly fields: StoredRecord };

/** What is published of a record in memory, or why it cannot be. */
function readEvent({ records, uuid }: Runtime, event: ApexSObject): ReadEvent {
  const object = records.objectOf(event);
  const given = event.fields.get('EventUuid');
  const missing = object.fields.filter((field) => field.required && (event.fields.get(field.name) ?? null) === null);
  const fields = [...event.fields].filter(([name]) => name !== 'EventUuid').map(([name, value]) => [name, toStored(value)] as const);
  return {
    object,
    eventUuid: typeof given === 'string' ? given : uuid(),
    fields: Object.fromEntries(fields),
    errors: missing.length === 0 ? [] : [DML_ERRORS.requiredMissing(missing.map(({ name }) => name))],
  };
}

let replayIds = 0;

/** The event as its trigger sees it. */
function testEvent(event: ApexSObject, eventUuid: string): ApexSObject {
  replayIds += 1;
  const record = new ApexSObject(event.type, new Map([...event.fields, ['EventUuid', eventUuid], ['ReplayId', String(replayIds)]]));
  record.readOnly = true;
  return record;
}
