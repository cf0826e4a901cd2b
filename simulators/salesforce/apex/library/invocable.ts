/** Invocable actions called from Apex. Source: Apex Reference, "Invocable Namespace": "Action", "Action.Result", "Action.Error". */
import { ApexMap, type ApexList } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import type { ActionOutcome } from '../context-ports.ts';
import { classOf, mapOf, OBJECT, STRING } from '../types/type.ts';
import { PlatformObject, type Value } from '../values.ts';
import { listOfClass, listOfType } from './list-value.ts';
import { platformClass, type PlatformClass } from './native.ts';

type ActionState = { readonly kind: string; readonly namespace: string | null; readonly name: string; invocations: ApexMap[] };
type Action = PlatformObject<ActionState>;
type ResultState = { readonly action: Action; readonly outcome: ActionOutcome };
type Result = PlatformObject<ResultState>;
type ActionError = PlatformObject<NonNullable<ActionOutcome['error']>>;

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
    outcomes.map((outcome) => new PlatformObject<ResultState>(type, { action: self, outcome })),
  );
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
    const { error } = state.outcome;
    return listOfClass('Invocable.Action.Error', error === undefined ? [] : [new PlatformObject(classOf('Invocable.Action.Error'), error)]);
  },
  'Map<String, Object> getOutputParameters()': (_, { state }: Result) => new ApexMap(PARAMETERS, state.outcome.outputs),
  'Boolean isSuccess()': (_, { state }: Result) => state.outcome.error === undefined,
});

const error = platformClass('Invocable.Action.Error', {
  'String getCode()': (_, { state }: ActionError) => state.code,
  'String getMessage()': (_, { state }: ActionError) => state.message,
});

export const invocableClasses: readonly PlatformClass[] = [action, result, error];
