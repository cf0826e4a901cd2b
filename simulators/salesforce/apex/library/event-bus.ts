/** Source: Apex Reference Guide, "EventBus Namespace". */
import type { ApexList } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import type { EventTriggerState } from '../context-ports.ts';
import type { PublishOutcome } from '../org-port.ts';
import { classOf } from '../types/type.ts';
import { PlatformObject, type ApexObject, type ApexSObject, type Value } from '../values.ts';
import { listOfClass, textList } from './list-value.ts';
import { platformClass, type PlatformClass } from './native.ts';

/** Queued for publishing, or why not; with the uuid of the event. */
const resultOf = ({ errors, eventUuid }: PublishOutcome): Value =>
  new PlatformObject(classOf('Database.SaveResult'), { id: eventUuid, success: errors.length === 0, created: true, errors });

function publishAll(context: ApexContext, { items }: ApexList, callback: ApexObject | null): ApexList {
  const outcomes = context.publish(items as ApexSObject[], callback);
  return listOfClass('Database.SaveResult', outcomes.map(resultOf));
}

function publishOne(context: ApexContext, event: ApexSObject, callback: ApexObject | null): Value {
  const [outcome] = context.publish([event], callback);
  return outcome === undefined ? null : resultOf(outcome);
}

/** What a callback is given. */
export type CallbackResult = { readonly eventUuids: readonly string[] };

const uuids = (_: ApexContext, { state }: PlatformObject<CallbackResult>): ApexList => textList(state.eventUuids);

type TriggerContext = PlatformObject<EventTriggerState>;

const triggerContext = platformClass('EventBus.TriggerContext', {
  'static EventBus.TriggerContext currentContext()': (context) =>
    new PlatformObject(
      classOf('EventBus.TriggerContext'),
      context.eventTrigger() ?? context.fail('UnexpectedException', 'currentContext() is only for platform event triggers'),
    ),
  'Integer retries': { get: (_, { state }: TriggerContext) => state.retries },
  'String lastError': { get: (_, { state }: TriggerContext) => state.lastError },
  'String getResumeCheckpoint()': (_, { state }: TriggerContext) => state.checkpoint,
  'void setResumeCheckpoint(String? resumeReplayId)': (_, { state }: TriggerContext, replayId: string | null) => {
    state.checkpoint = replayId;
  },
});

const eventBus = platformClass('EventBus', {
  'static Database.SaveResult publish(SObject event)': (context, event: ApexSObject) => publishOne(context, event, null),
  'static List<Database.SaveResult> publish(List<SObject> events)': (context, events: ApexList) => publishAll(context, events, null),
  'static Database.SaveResult publish(SObject event, Object callback)': publishOne,
  'static List<Database.SaveResult> publish(List<SObject> events, Object callback)': publishAll,
  'static String getOperationId(Object result)': (_, result: PlatformObject<{ readonly id: string | null }>) => result.state.id,
});

export const eventBusClasses: readonly PlatformClass[] = [
  eventBus,
  triggerContext,
  platformClass('EventBus.SuccessResult', { 'List<String> getEventUuids()': uuids }),
  platformClass('EventBus.FailureResult', { 'List<String> getEventUuids()': uuids }),
];
