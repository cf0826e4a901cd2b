/**
 * `/services/data/vNN.0/actions/custom/apex/Class`: invocable methods over HTTP, in bulk, in one transaction. Source: Actions Developer Guide, "Invocable
 * Actions Custom" and "Apex Actions"; Apex Developer Guide, "InvocableMethod Annotation".
 */
import { z } from 'zod';
import type { Session } from '../../auth/sessions.ts';
import type { ApiReply } from '../../rest/api-call.ts';
import { API_ERRORS } from '../../rest/errors.ts';
import { parseJson } from '../../rest/http-body.ts';
import { ApexList } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import { parseTree, typed } from '../library/json/deserialize.ts';
import { typeNameOf } from '../library/exceptions.ts';
import { ApexThrow } from '../run/exceptions.ts';
import type { MethodInfo } from '../types/class-info.ts';
import { OBJECT, type ApexType } from '../types/type.ts';
import type { Value } from '../values.ts';
import type { ApexHost } from './host.ts';
import { annotationOf, actionOf, invocable, parameterName, VARIABLE, type Action } from './invocable-methods.ts';
import { resultOf, type JsonValue } from './lightning/result.ts';

export type ActionRequest = { readonly method: string; readonly url: string; readonly text: string; readonly session: Session };

const ADDRESS = /^\/services\/data\/v\d+\.0\/actions\/custom\/apex(?:\/(\w+))?\/?(?:\?.*)?$/s;

export const isActionCall = (url: string): boolean => ADDRESS.test(url);

const bodySchema = z.object({ inputs: z.array(z.record(z.string(), z.unknown())).min(1).max(200) });

/** Throws `ApiFault` for what is no action the user may call. */
export async function answerAction(host: ApexHost, { method, url, text, session }: ActionRequest): Promise<ApiReply> {
  const name = ADDRESS.exec(url)?.[1];
  const access = host.accessOf(session.userId);
  const actions = [...host.apex.classes.values()].flatMap(actionOf).filter(({ info }) => access.apexClass(info.name));
  if (name === undefined) return { status: 200, body: { actions: actions.map((action) => summary(action, url)) } };
  const action = actions.find(({ info }) => info.name.toLowerCase() === name.toLowerCase());
  if (action === undefined) throw API_ERRORS.notFound();
  if (method === 'GET') return { status: 200, body: describe(host, action) };
  if (method !== 'POST') throw API_ERRORS.methodNotAllowed(method, ['GET', 'POST']);
  const body = bodySchema.safeParse(parseJson(text));
  if (!body.success) throw API_ERRORS.invalidRequest(z.prettifyError(body.error));
  return perform(host, session.userId, { action, inputs: body.data.inputs });
}

function summary({ info, method }: Action, url: string): object {
  const label = invocable(method)?.values['label'] ?? method.name;
  return { name: info.name, label, type: 'APEX', url: `${url.replace(/\/?(\?.*)?$/s, '')}/${info.name}` };
}

type Variable = { readonly name: string; readonly label: string; readonly required: boolean; readonly type: ApexType };

/** Of a class its annotated members; one variable of the parameter's name, or `output`, for anything else. */
function variablesOf({ runtime }: ApexHost, list: ApexType | undefined, single: string): Variable[] {
  const type = list?.args[0];
  if (type === undefined) return [];
  const members = runtime.table.classOf(type)?.declaration === undefined ? [] : [...(runtime.table.classOf(type)?.fields.values() ?? [])];
  if (type.kind !== 'class') return [{ name: single, label: single, required: true, type }];
  return members.flatMap((field) => {
    const annotation = annotationOf(field.annotations, VARIABLE);
    if (annotation === undefined) return [];
    const { label = field.name, required } = annotation.values;
    return [{ name: field.name, label, required: required?.toLowerCase() === 'true', type: field.type }];
  });
}

function describe(host: ApexHost, { info, method }: Action): object {
  const { label = method.name, description = null } = invocable(method)?.values ?? {};
  const shown = ({ type, ...variable }: Variable): object => ({ ...variable, type: type.name.toUpperCase() });
  return {
    name: info.name,
    label,
    description,
    type: 'APEX',
    standard: false,
    inputs: variablesOf(host, method.parameters[0], parameterName(method)).map(shown),
    outputs: variablesOf(host, method.returns, 'output').map(shown),
  };
}

type Call = { readonly action: Action; readonly inputs: readonly Readonly<Record<string, unknown>>[] };

async function perform(host: ApexHost, userId: string, call: Call): Promise<ApiReply> {
  const { info } = call.action;
  try {
    const outputs = await host.transactions.run({ userId, quiddity: 'INVOCABLE_ACTION' }, () => invoke(host, call));
    const body = outputs.map((outputValues) => ({ actionName: info.name, errors: null, isSuccess: true, outputValues, version: 1 }));
    return { status: 200, body };
  } catch (error) {
    if (!(error instanceof ApexThrow)) throw error;
    const { exception } = error;
    const message = `${typeNameOf(exception)}: ${exception.message ?? ''}`;
    const errors = [{ statusCode: 'UNKNOWN_EXCEPTION', message, fields: [] }];
    return {
      status: 400,
      body: call.inputs.map(() => ({ actionName: info.name, errors, isSuccess: false, outputValues: null, version: 1 })),
    };
  }
}

/** The outputs of each input. */
function invoke({ apex, ...host }: ApexHost, { action: { info, method }, inputs }: Call): JsonValue[] {
  const context = apex.runtime;
  const [list] = method.parameters;
  const values = inputs.map((input) => read(context, list?.args[0] ?? OBJECT, { input, name: parameterName(method) }));
  requireAll({ apex, ...host }, method, inputs);
  const found = apex.statics(info, method.slot)?.(...(list === undefined ? [] : [new ApexList(list, values)])) as Value;
  const items = found instanceof ApexList ? found.items : [];
  const isClass = method.returns.args[0]?.kind === 'class';
  return inputs.map((_, index) => {
    const output = resultOf({ context, annotation: VARIABLE }, items[index] ?? null);
    return isClass ? output : { output };
  });
}

function requireAll(host: ApexHost, method: MethodInfo, inputs: readonly Readonly<Record<string, unknown>>[]): void {
  for (const { name, required } of variablesOf(host, method.parameters[0], parameterName(method))) {
    const isMissing = inputs.some(
      (input) => !Object.keys(input).some((given) => given.toLowerCase() === name.toLowerCase() && input[given] !== null),
    );
    if (required && isMissing) host.runtime.fail('IllegalArgumentException', `Missing required input parameter: ${name}`);
  }
}

function read(context: ApexContext, type: ApexType, { input, name }: { input: Readonly<Record<string, unknown>>; name: string }): Value {
  const given = type.kind === 'class' ? input : (input[name] ?? null);
  return typed({ context, strict: false, annotation: VARIABLE }, parseTree(context, JSON.stringify(given)), type);
}
