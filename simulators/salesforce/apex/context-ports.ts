/** What platform classes ask of the parts of the runtime that compile classes, run jobs, tests and events, and call out. */
import type { UserAccess } from '../security/access.ts';
import type { PublishOutcome } from './org-port.ts';
import type { Met } from './run/met.ts';
import type { LimitName } from './run/limits.ts';
import type { ApexType } from './types/type.ts';
import type { ApexEnum, ApexObject, ApexSObject, Value } from './values.ts';

/** A field or property of an instance. */
export type ObjectField = {
  readonly name: string;
  readonly type: ApexType;
  readonly transient: boolean;
  /** In lower case: whoever is outside sees what has the door's own. */
  readonly annotations: ReadonlySet<string>;
  readonly get: (object: ApexObject) => Value;
  readonly set: (object: ApexObject, value: Value) => void;
};

export type ObjectMethod = {
  readonly name: string;
  /** The property of the instance that holds it. */
  readonly slot: string;
  readonly returns: ApexType;
  readonly parameters: readonly { readonly name: string; readonly type: ApexType }[];
};

export type ClassPort = {
  /** The type Apex code means by this name, `List<String>` too; undefined for none. */
  readonly find: (name: string) => ApexType | undefined;
  /** `new T()`. Throws the TypeException where T has no constructor without arguments. */
  readonly make: (type: ApexType) => Value;
  /** A T none of whose constructors ran, every field null: JSON fills it. Undefined for what is no class of the package. */
  readonly blank: (type: ApexType) => ApexObject | undefined;
  /** Methods of instances that the package declares, inherited ones too. */
  readonly methods: (type: ApexType) => readonly ObjectMethod[];
  /** Fields and properties of instances, those of the superclass first, in the order they are written. */
  readonly fields: (type: ApexType) => readonly ObjectField[];
  /** Has the class that method, its own or inherited? A slot is `compareto$1`. */
  readonly has: (type: ApexType, slot: string) => boolean;
  /** Constants of an enum, of the package or the platform, in order; undefined for another type. */
  readonly constants: (type: ApexType) => readonly ApexEnum[] | undefined;
  /** `value instanceof type`; false for null. */
  readonly isInstance: (value: Value, type: ApexType) => boolean;
  readonly isAssignable: (from: ApexType, to: ApexType) => boolean;
};

export type EnqueueOptions = {
  readonly delayMinutes: number;
  /** Of AsyncOptions: two jobs with the same signature are one. */
  readonly signature: string | null;
  readonly maximumDepth: number | null;
};

/** A call of a `@future` method. */
export type LaterCall = {
  readonly className: string;
  readonly methodName: string;
  readonly callout: boolean;
  /** The compiled method. */
  readonly run: (...args: Value[]) => unknown;
  readonly args: readonly Value[];
};

/** Each answers the id of the job. They throw the AsyncException the platform throws. */
export type JobPort = {
  readonly enqueue: (job: ApexObject, options: EnqueueOptions) => string;
  readonly schedule: (name: string, cron: string, job: ApexObject) => string;
  /** 200 records or values at a time unless it says otherwise. */
  readonly executeBatch: (job: ApexObject, scope?: number) => string;
  /** Runs the batch once, so many minutes from now; answers the id of the schedule. */
  readonly scheduleBatch: (job: ApexObject, name: string, when: { readonly minutes: number; readonly scope?: number }) => string;
  readonly callLater: (call: LaterCall) => string;
  /** Whether the run must not call out: a `@future` method that does not say so. */
  readonly forbidsCallouts: () => boolean;
  /** How deep the run lies in a chain of queueable jobs, and how deep it may go. */
  readonly chain: () => { readonly depth: number; readonly maximum: number | null };
  readonly abort: (jobId: string) => void;
  readonly attachFinalizer: (finalizer: ApexObject) => void;
};

export type TestPort = {
  readonly start: () => void;
  readonly stop: () => void;
  /** Delivers published events to their triggers and callbacks now, or has their publishing fail. */
  readonly deliverEvents: () => void;
  readonly failEvents: () => void;
  /** As only a test may. */
  readonly setCreatedDate: (recordId: string, instantMs: number) => void;
  /** Mocks live as long as the test, in the jobs it starts too. By the name of the interface, `HttpCalloutMock`. */
  readonly mocks: Map<string, Value>;
};

/** Values that outlive transactions, by the name of their cache and a key. They are stored: what is put and got are copies. */
export type CachePort = {
  readonly put: (cache: string, key: string, entry: { readonly value: Value; readonly endsAtMs: number }) => void;
  readonly get: (cache: string, key: string) => Value | undefined;
  /** Was there one? */
  readonly remove: (cache: string, key: string) => boolean;
  readonly keys: (cache: string) => readonly string[];
};

export type CalloutRequest = {
  readonly method: string;
  /** `callout:Credential/path` or a URL, as the code gave it. */
  readonly endpoint: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  readonly timeoutMs: number;
};

export type CalloutResponse = {
  readonly status: number;
  readonly reason: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
};

/** What the transaction is: `System.Request`, `System.isQueueable()`. */
export type TransactionKind = {
  readonly requestId: string;
  /** A constant of Quiddity: `SYNCHRONOUS`, `QUEUEABLE`, `BATCH_APEX`, `SCHEDULED`, `PLATFORM_EVENT…`. */
  readonly quiddity: string;
};

/** How often the event trigger that runs was retried, and how far it got. */
export type EventTriggerState = { readonly retries: number; readonly lastError: string | null; checkpoint: string | null };

export type RecordPort = {
  /** Reads a field by the name the describe has; refuses one a query did not select. */
  readonly getField: (record: ApexSObject, name: string) => Value;
  readonly setField: (record: ApexSObject, name: string, value: Value) => Value;
};

/** What an invocable action came to for one of its inputs. */
export type ActionOutcome = {
  readonly outputs: readonly (readonly [string, Value])[];
  readonly error: { readonly code: string; readonly message: string } | undefined;
};

export type ActionPort = {
  readonly has: (className: string) => boolean;
  /** An outcome for each input. */
  readonly invoke: (className: string, inputs: readonly ReadonlyMap<string, Value>[]) => readonly ActionOutcome[];
};

export type ContextPorts = {
  readonly classes: ClassPort;
  readonly records: RecordPort;
  readonly jobs: JobPort;
  /** Invocable methods of the org's Apex. */
  readonly actions: ActionPort;
  readonly test: TestPort;
  readonly cache: CachePort;
  readonly kind: () => TransactionKind;
  /** How much of a governor limit this transaction has. */
  readonly limit: (limit: LimitName) => number;
  /** Of the platform event trigger that runs; undefined elsewhere. */
  readonly eventTrigger: () => EventTriggerState | undefined;
  /** Rights of the running user. */
  readonly rights: () => UserAccess;
  /** Publishes platform events; the callback hears of those that are published after the commit. */
  readonly publish: (events: readonly ApexSObject[], callback: ApexObject | null) => readonly PublishOutcome[];
  /** Sends a request and waits for the answer. Throws the CalloutException. */
  readonly callout: (request: CalloutRequest) => CalloutResponse;
  /** E-mails and notifications leave the org through here. */
  readonly send: (kind: 'email' | 'notification', message: Readonly<Record<string, unknown>>) => void;
  readonly met: Met;
  /** `Class.A.b: line 3, column 1` for each Apex call, the innermost first. */
  readonly trace: () => string;
};
