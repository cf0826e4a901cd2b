/**
 * Callbacks that hear what became of published events. Source: Platform Events Developer Guide, "Get the Result of Asynchronous Platform Event Publishing
 * with Apex Publish Callbacks".
 */
import { makeExecution } from '../run/execution.ts';
import type { Runtime } from '../run/runtime.ts';
import { classOf } from '../types/type.ts';
import { PlatformObject, type ApexObject } from '../values.ts';
import type { OrgBinding } from './org-binding.ts';

export type PublishCallbacks = {
  readonly add: (eventUuid: string, callback: ApexObject) => void;
  /** Tells what became of these events; without uuids, of all that wait. */
  readonly tell: (success: boolean, eventUuids?: readonly string[]) => void;
  readonly forget: () => void;
};

type Options = {
  readonly runtime: () => Runtime;
  readonly binding: OrgBinding;
  /** Whom callbacks run as. */
  readonly systemUserId: string;
};

export function makePublishCallbacks({ runtime, binding, systemUserId }: Options): PublishCallbacks {
  const waiting = new Map<string, ApexObject>();

  const call = (callback: ApexObject, uuids: readonly string[], success: boolean): void => {
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
    add: (eventUuid, callback) => void waiting.set(eventUuid, callback),
    forget: () => waiting.clear(),
    tell: (success, eventUuids = [...waiting.keys()]) => {
      const byCallback = new Map<ApexObject, string[]>();
      for (const uuid of eventUuids) {
        const callback = waiting.get(uuid);
        waiting.delete(uuid);
        if (callback !== undefined) byCallback.set(callback, [...(byCallback.get(callback) ?? []), uuid]);
      }
      for (const [callback, uuids] of byCallback) call(callback, uuids, success);
    },
  };
}
