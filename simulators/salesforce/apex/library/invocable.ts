/** Invocable actions called from Apex. Source: Apex Reference, "Invocable Namespace": "Action", "Action.Result", "Action.Error". */
import { z } from 'zod';
import { ApexMap, type ApexList } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import type { ActionOutcome } from '../context-ports.ts';
import { classOf, mapOf, OBJECT, STRING, type ApexType } from '../types/type.ts';
import { PlatformObject, type Value } from '../values.ts';
import { listOfClass, listOfType } from './list-value.ts';
import { platformClass, type PlatformClass } from './native.ts';

type ActionState = { readonly kind: string; readonly namespace: string | null; readonly name: string; invocations: ApexMap[] };
type Action = PlatformObject<ActionState>;
type ErrorState = { readonly code: string | null; readonly message: string | null };
type ResultState = {
  readonly action: Action | null;
  readonly success: boolean;
  readonly errors: readonly ErrorState[];
  readonly outputs: ApexMap;
};
type Result = PlatformObject<ResultState>;
type ActionError = PlatformObject<ErrorState>;

const PARAMETERS = mapOf(STRING, OBJECT);

/** The org's own actions are those of its Apex: other kinds are flows, quick actions and what the platform brings. */
function makeAction(context: ApexContext, kind: string, namespace: string | null, name: string): Action {
  if (kind.toLowerCase() !== 'apex') context.fail('UnsupportedOperationException', `not supported: Invocable.Action of type ${kind}`);
  if (!context.actions.has(name)) context.fail('InvalidParameterValueException', `No such action: ${name}`);
  return new PlatformObject(classOf('Invocable.Action'), { kind, namespace, name, invocations: [] });
}

function addInvocation(self: Action): Action {
  self.state.invocations.push(new ApexMap(PARAMETERS));
  return self;
}

/** Of the invocation that was added last; the first is there without being added. */
function setParameter(self: Action, name: string, value: Value): Action {
  if (self.state.invocations.length === 0) addInvocation(self);
  self.state.invocations.at(-1)?.set(name, value);
  return self;
}

const namesOf = (parameters: ApexMap): ReadonlyMap<string, Value> =>
  new Map([...parameters.entries()].map(({ key, value }) => [key as string, value]));

function invoke(context: ApexContext, self: Action): ApexList {
  const { name, invocations } = self.state;
  const given = invocations.length === 0 ? [new ApexMap(PARAMETERS)] : invocations;
  const outcomes = context.actions.invoke(name, given.map(namesOf));
  const type = classOf('Invocable.Action.Result');
  return listOfClass(
    'Invocable.Action.Result',
    outcomes.map((outcome) => new PlatformObject<ResultState>(type, stateOf(self, outcome))),
  );
}

function stateOf(action: Action, { error, outputs }: ActionOutcome): ResultState {
  const errors = error === undefined ? [] : [error];
  return { action, success: error === undefined, errors, outputs: new ApexMap(PARAMETERS, outputs) };
}

const errorSchema = z.object({ code: z.string().nullable().default(null), message: z.string().nullable().default(null) });
const resultSchema = z.object({ success: z.boolean().default(false), errors: z.array(errorSchema).nullable().default([]) });

/** Results and errors from JSON: tests make them this way, since they have no constructors. Undefined for another type, and for what is none. */
export function readActionResult(json: unknown, type: ApexType): PlatformObject | undefined {
  if (type.base === 'Invocable.Action.Error') {
    const { data } = errorSchema.safeParse(json);
    return data === undefined ? undefined : new PlatformObject(type, data);
  }
  const { data } = type.base === 'Invocable.Action.Result' ? resultSchema.safeParse(json) : {};
  if (data === undefined) return undefined;
  const state: ResultState = { action: null, success: data.success, errors: data.errors ?? [], outputs: new ApexMap(PARAMETERS) };
  return new PlatformObject(type, state);
}

const action = platformClass('Invocable.Action', {
  'static Invocable.Action createCustomAction(String type, String name)': (context: ApexContext, kind: string, name: string) =>
    makeAction(context, kind, null, name),
  'static Invocable.Action createCustomAction(String type, String? namespace, String name)': makeAction,
  'static Invocable.Action createStandardAction(String type)': (context: ApexContext, kind: string) =>
    makeAction(context, kind, null, kind),
  'Invocable.Action addInvocation()': (_, self: Action) => addInvocation(self),
  'void clearInvocations()': (_, { state }: Action) => {
    state.invocations = [];
  },
  'List<Map<String, Object>> getInvocations()': (_, { state }: Action) => listOfType(PARAMETERS, state.invocations),
  'String getName()': (_, { state }: Action) => state.name,
  'String getNamespace()': (_, { state }: Action) => state.namespace,
  'String getType()': (_, { state }: Action) => state.kind,
  'List<Invocable.Action.Result> invoke()': invoke,
  'Boolean isStandard()': () => false,
  'Invocable.Action setInvocationParameter(String parameterName, Object? parameterValue)': (_, self: Action, name: string, value: Value) =>
    setParameter(self, name, value),
  'Invocable.Action setInvocations(List<Map<String, Object>> invocations)': (_, self: Action, { items }: ApexList) => {
    self.state.invocations = items as ApexMap[];
    return self;
  },
});

const result = platformClass('Invocable.Action.Result', {
  'Invocable.Action getAction()': (_, { state }: Result) => state.action,
  'List<Invocable.Action.Error> getErrors()': (_, { state }: Result) => {
    const type = classOf('Invocable.Action.Error');
    return listOfClass(
      'Invocable.Action.Error',
      state.errors.map((each) => new PlatformObject(type, each)),
    );
  },
  'Map<String, Object> getOutputParameters()': (_, { state }: Result) => state.outputs,
  'Boolean isSuccess()': (_, { state }: Result) => state.success,
});

const error = platformClass('Invocable.Action.Error', {
  'String getCode()': (_, { state }: ActionError) => state.code,
  'String getMessage()': (_, { state }: ActionError) => state.message,
});

export const invocableClasses: readonly PlatformClass[] = [action, result, error];
