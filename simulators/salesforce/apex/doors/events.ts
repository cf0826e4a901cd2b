/** Platform events that Apex publishes, and the callbacks that hear of them. Source: Platform Events Developer Guide, "Publish Event Messages with Apex". */
import { DML_ERRORS } from '../../storage/dml-error.ts';
import type { StoredRecord } from '../../storage/transaction.ts';
import { toStored } from '../data/records.ts';
import type { PublishOutcome } from '../org-port.ts';
import { makeExecution } from '../run/execution.ts';
import type { Runtime } from '../run/runtime.ts';
import { classOf } from '../types/type.ts';
import { PlatformObject, type ApexObject, type ApexSObject } from '../values.ts';
import type { OrgBinding } from './org-binding.ts';

type Announced = { readonly eventUuid: string; readonly callback: ApexObject | null };

export type Events = {
  readonly publish: (events: readonly ApexSObject[], callback: ApexObject | null) => readonly PublishOutcome[];
  /** Tells the callbacks what became of these events; without uuids, of all that wait. */
  /** Forgets events that wait: a test leaves nothing behind. */
  readonly forget: () => void;
  readonly settle: (success: boolean, eventUuids?: readonly string[]) => void;
};

export type EventOptions = {
  readonly runtime: () => Runtime;
  readonly binding: OrgBinding;
  /** Whom callbacks run as. */ readonly systemUserId: () => string;
};

export function makeEvents({ runtime, binding, systemUserId }: EventOptions): Events {
  const waiting = new Map<string, Announced>();

  const publishOne = (event: ApexSObject, callback: ApexObject | null): PublishOutcome => {
    const apex = runtime();
    const object = apex.records.objectOf(event);
    const given = event.fields.get('EventUuid');
    const eventUuid = typeof given === 'string' ? given : apex.uuid();
    const missing = object.fields
      .filter((field) => field.required && (event.fields.get(field.name) ?? null) === null)
      .map((field) => field.name);
    if (missing.length > 0) return { eventUuid, errors: [DML_ERRORS.requiredMissing(missing)] };
    const fields: StoredRecord = Object.fromEntries(
      [...event.fields].filter(([name]) => name !== 'EventUuid').map(([name, value]) => [name, toStored(value)]),
    );
    if (!apex.inTest()) binding.publish({ object, fields, eventUuid });
    if (callback !== null) waiting.set(eventUuid, { eventUuid, callback });
    return { eventUuid, errors: [] };
  };

  const tell = (callback: ApexObject, uuids: readonly string[], success: boolean): void => {
    const apex = runtime();
    const [method, result] = success ? ['onSuccess', 'EventBus.SuccessResult'] : ['onFailure', 'EventBus.FailureResult'];
    const slot = `${method.toLowerCase()}$1`;
    if (typeof callback[slot] !== 'function') return;
    const answer = new PlatformObject(classOf(result), { eventUuids: uuids });
    const user = binding.userOf(systemUserId());
    const test = apex.running() && apex.inTest();
    const leave = binding.enter(user.id);
    try {
      apex.within(makeExecution(user, { test }), () => apex.call(callback, method, answer));
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
    forget: () => waiting.clear(),
    settle: (success, eventUuids = [...waiting.keys()]) => {
      const byCallback = new Map<ApexObject, string[]>();
      for (const uuid of eventUuids) {
        const callback = waiting.get(uuid)?.callback;
        waiting.delete(uuid);
        if (callback === null || callback === undefined) continue;
        byCallback.set(callback, [...(byCallback.get(callback) ?? []), uuid]);
      }
      for (const [callback, uuids] of byCallback) tell(callback, uuids, success);
    },
  };
}
