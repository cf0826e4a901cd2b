/** What asynchronous Apex is given and says. Source: Apex Reference Guide, "AsyncOptions", "QueueableContext", "FinalizerContext", "SchedulableContext". */
import type { ApexType } from '../types/type.ts';
import { classOf } from '../types/type.ts';
import { PlatformObject, type ApexEnum, type Value } from '../values.ts';
import { enumValue } from './enum-value.ts';
import { platformClass, platformEnum, providedInterface, type PlatformClass } from './native.ts';

type Signature = { readonly value: string };

export type AsyncOptions = { delay: number | null; depth: number | null; signature: PlatformObject<Signature> | null };

type Options = PlatformObject<AsyncOptions>;

const asyncOptions = platformClass('AsyncOptions', {
  'AsyncOptions()': (_, type: ApexType): Options => new PlatformObject(type, { delay: null, depth: null, signature: null }),
  'Integer MinimumQueueableDelayInMinutes': {
    get: (_, { state }: Options) => state.delay,
    set: (_, { state }: Options, value: number | null) => (state.delay = value),
  },
  'Integer MaximumQueueableStackDepth': {
    get: (_, { state }: Options) => state.depth,
    set: (_, { state }: Options, value: number | null) => (state.depth = value),
  },
  'QueueableDuplicateSignature DuplicateSignature': {
    get: (_, { state }: Options) => state.signature,
    set: (_, { state }: Options, value: PlatformObject<Signature> | null) => (state.signature = value),
  },
});

type Builder = PlatformObject<{ value: string }>;

function added(self: Builder, value: string | number): Builder {
  self.state.value += `${typeof value}:${value};`;
  return self;
}

const signatureBuilder = platformClass('QueueableDuplicateSignature.Builder', {
  'Builder()': (_, type: ApexType): Builder => new PlatformObject(type, { value: '' }),
  'QueueableDuplicateSignature.Builder addId(Id value)': (_, self: Builder, value: string) => added(self, value),
  'QueueableDuplicateSignature.Builder addInteger(Integer value)': (_, self: Builder, value: number) => added(self, value),
  'QueueableDuplicateSignature.Builder addString(String value)': (_, self: Builder, value: string) => added(self, value),
  'QueueableDuplicateSignature build()': (_, { state }: Builder) =>
    new PlatformObject(classOf('QueueableDuplicateSignature'), { value: state.value }, state.value),
});

/** State of the contexts that the runtime makes for jobs. */
export type JobContext = { readonly jobId: string };
export type TriggerOfSchedule = { readonly triggerId: string };
export type BatchContext = { readonly jobId: string; readonly childJobId: string };
export type FinalizerState = {
  readonly jobId: string;
  readonly requestId: string;
  readonly result: 'SUCCESS' | 'UNHANDLED_EXCEPTION';
  readonly exception: Value;
};

const finalizerContext = providedInterface('FinalizerContext', {
  'Id getAsyncApexJobId()': (_, { state }: PlatformObject<FinalizerState>) => state.jobId,
  'Exception getException()': (_, { state }: PlatformObject<FinalizerState>) => state.exception,
  'String getRequestId()': (_, { state }: PlatformObject<FinalizerState>) => state.requestId,
  'ParentJobResult getResult()': (context, { state }: PlatformObject<FinalizerState>): ApexEnum =>
    enumValue(context, 'ParentJobResult', state.result),
});

export const asyncClasses: readonly PlatformClass[] = [
  platformClass('QueueableDuplicateSignature', {}),
  signatureBuilder,
  asyncOptions,
  platformEnum('ParentJobResult', ['SUCCESS', 'UNHANDLED_EXCEPTION']),
  finalizerContext,
  providedInterface('QueueableContext', { 'Id getJobId()': (_, { state }: PlatformObject<JobContext>) => state.jobId }),
  providedInterface('SchedulableContext', { 'Id getTriggerId()': (_, { state }: PlatformObject<TriggerOfSchedule>) => state.triggerId }),
  providedInterface('Database.BatchableContext', {
    'Id getJobId()': (_, { state }: PlatformObject<BatchContext>) => state.jobId,
    'Id getChildJobId()': (_, { state }: PlatformObject<BatchContext>) => state.childJobId,
  }),
];
