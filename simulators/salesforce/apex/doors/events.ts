/** Platform events that Apex publishes, and the callbacks that hear of them. Source: Platform Events Developer Guide, "Publish Event Messages with Apex". */
import type { OrgObject } from '../../metadata/model.ts';
import { DML_ERRORS } from '../../storage/dml-error.ts';
import type { StoredRecord } from '../../storage/transaction.ts';
import { toStored } from '../data/records.ts';
import type { PublishOutcome } from '../org-port.ts';
import { makeExecution } from '../run/execution.ts';
import type { Runtime } from '../run/runtime.ts';
import { classOf } from '../types/type.ts';
import { ApexSObject, PlatformObject, type ApexObject } from '../values.ts';
import type { TestEvent } from './event-triggers.ts';
import type { OrgBinding } from './org-binding.ts';

type Announced = { readonly eventUuid: string; readonly callback: ApexObject | null };

export type Events = {
  readonly publish: (events: readonly ApexSObject[], callback: ApexObject | null) => readonly PublishOutcome[];
  /** Forgets events that wait: a test leaves nothing behind. */
  readonly forget: () => void;
  /** Tells the callbacks what became of these events; without uuids, of all that wait. Events of a test go to their triggers. */
  readonly settle: (success: boolean, eventUuids?: readonly string[]) => void;
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
  const waiting = new Map<string, Announced>();
  /** In a test events go nowhere but to the triggers. */
  let undelivered: TestEvent[] = [];

  const publishOne = (event: ApexSObject, callback: ApexObject | null): PublishOutcome => {
    const { object, eventUuid, fields, errors } = readEvent(runtime(), event);
    if (errors.length > 0) return { eventUuid, errors };
    if (runtime().inTest()) undelivered.push({ record: testEvent(event, eventUuid), retries: 0 });
    else binding.publish({ object, fields, eventUuid });
    if (callback !== null) waiting.set(eventUuid, { eventUuid, callback });
    return { eventUuid, errors };
  };

  const tell = (callback: ApexObject, uuids: readonly string[], success: boolean): void => {
    const apex = runtime();
    const [method, result] = success ? ['onSuccess', 'EventBus.SuccessResult'] : ['onFailure', 'EventBus.FailureResult'];
    const slot = `${method.toLowerCase()}$1`;
    if (typeof callback[slot] !== 'function') return;
    const answer = new PlatformObject(classOf(result), { eventUuids: uuids });
    const user = binding.userOf(systemUserId);
    const test = apex.running() && apex.inTest();
    const leave = binding.enter(user.id);
    try {
      apex.within(makeExecution(user, { test, quiddity: 'PLATFORM_EVENT_PUBLISH_CALLBACK' }), () => apex.call(callback, method, answer));
    } finally {
      leave();
    }
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
      waiting.clear();
      undelivered = [];
    },
    settle: (success, eventUuids = [...waiting.keys()]) => {
      const byCallback = new Map<ApexObject, string[]>();
      for (const uuid of eventUuids) {
        const callback = waiting.get(uuid)?.callback;
        waiting.delete(uuid);
        if (callback === null || callback === undefined) continue;
        byCallback.set(callback, [...(byCallback.get(callback) ?? []), uuid]);
      }
      for (const [callback, uuids] of byCallback) tell(callback, uuids, success);
      const published = undelivered;
      undelivered = [];
      if (success) undelivered = [...deliver(published), ...undelivered];
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
