/** Invocable methods called from Apex, in the run that calls them. Source: Apex Reference, "Invocable.Action"; ADG, "InvocableMethod Annotation". */
import type { ActionOutcome, ActionPort } from '../context-ports.ts';
import { ApexList } from '../collections.ts';
import { typeNameOf } from '../library/exceptions.ts';
import { ApexThrow, LimitThrow } from '../run/exceptions.ts';
import type { LoadedApex } from '../run/load.ts';
import { OBJECT, type ApexType } from '../types/type.ts';
import type { ApexObject, Value } from '../values.ts';
import { actionOf, parameterName, VARIABLE, type Action } from './invocable-methods.ts';

type Inputs = ReadonlyMap<string, Value>;

export function makeActionPort(apex: () => LoadedApex): ActionPort {
  const find = (name: string): Action | undefined => {
    const info = apex().classes.get(name.toLowerCase());
    return info === undefined ? undefined : actionOf(info)[0];
  };
  return {
    has: (name) => find(name) !== undefined,
    invoke: (name, inputs) => {
      const action = find(name);
      if (action === undefined) throw new Error(`no action is named ${name}`);
      return attempt(apex(), action, inputs);
    },
  };
}

/** What the method does not catch is the outcome of all its inputs, and undoes what it wrote. */
function attempt(apex: LoadedApex, action: Action, inputs: readonly Inputs[]): readonly ActionOutcome[] {
  const { org } = apex.runtime;
  const savepoint = org.savepoint();
  try {
    return call(apex, action, inputs);
  } catch (failure) {
    if (!(failure instanceof ApexThrow) || failure instanceof LimitThrow) throw failure;
    org.rollback(savepoint);
    const message = `${typeNameOf(failure.exception)}: ${failure.exception.message ?? ''}`;
    return inputs.map(() => ({ outputs: [], error: { code: 'UNKNOWN_EXCEPTION', message } }));
  }
}

function call(apex: LoadedApex, { info, method }: Action, inputs: readonly Inputs[]): ActionOutcome[] {
  const [list] = method.parameters;
  const values = inputs.map((input) => valueOf(apex, list?.args[0] ?? OBJECT, { input, single: parameterName(method) }));
  const found = apex.statics(info, method.slot)?.(...(list === undefined ? [] : [new ApexList(list, values)])) as Value;
  const items = found instanceof ApexList ? found.items : [];
  const type = method.returns.args[0];
  return inputs.map((_, index) => ({ outputs: outputsOf(apex, type, items[index] ?? null), error: undefined }));
}

type Given = { readonly input: Inputs; /** The name of a parameter that is no class. */ readonly single: string };

function valueOf({ runtime, declares }: LoadedApex, type: ApexType, { input, single }: Given): Value {
  const given = new Map([...input].map(([name, value]) => [name.toLowerCase(), value]));
  if (!declares(type)) return runtime.instances.cast(given.get(single.toLowerCase()) ?? null, type);
  const object = runtime.classes.make(type) as ApexObject;
  for (const field of runtime.classes.fields(type)) {
    const value = given.get(field.name.toLowerCase());
    if (value !== undefined && field.annotations.has(VARIABLE)) field.set(object, runtime.instances.cast(value, field.type));
  }
  return object;
}

function outputsOf({ runtime, declares }: LoadedApex, type: ApexType | undefined, value: Value): ActionOutcome['outputs'] {
  if (type === undefined) return [];
  if (!declares(type)) return [['output', value]];
  if (value === null) return [];
  const shown = runtime.classes.fields(type).filter(({ annotations }) => annotations.has(VARIABLE));
  return shown.map((field) => [field.name, field.get(value as ApexObject)]);
}
