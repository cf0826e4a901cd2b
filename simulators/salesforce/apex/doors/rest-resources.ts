/** `/services/apexrest/…`: classes with `@RestResource`. Source: Apex Developer Guide, "Exposing Apex Classes as REST Web Services". */
import type { Session } from '../../auth/sessions.ts';
import type { ApiReply } from '../../rest/api-call.ts';
import { ApiFault } from '../../rest/api-fault.ts';
import { API_ERRORS } from '../../rest/errors.ts';
import type { ApexMap } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import { parseTree, typed } from '../library/json/deserialize.ts';
import type { JsonTree } from '../library/json/json-tree.ts';
import { makeJsonWriter } from '../library/json/json-writer.ts';
import { writeValue } from '../library/json/serialize.ts';
import { typeNameOf } from '../library/exceptions.ts';
import { beginRestCall, type RestCall } from '../library/rest-context.ts';
import { ApexThrow } from '../run/exceptions.ts';
import type { ClassInfo, MethodInfo } from '../types/class-info.ts';
import { VOID } from '../types/type.ts';
import { ApexBlob, type Value } from '../values.ts';
import type { ApexHost } from './host.ts';

export type RestRequest = {
  readonly method: string;
  readonly url: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly session: Session;
};

const ROOT = '/services/apexrest';

export const isRestCall = (url: string): boolean => url.startsWith(`${ROOT}/`);

type Resource = { readonly info: ClassInfo; readonly method: MethodInfo; readonly mapping: string };

/** Throws `ApiFault` for an address of no class, a verb it does not know, and a class the user may not call. */
export async function answerRest(host: ApexHost, request: RestRequest): Promise<ApiReply> {
  const [path = '', query = ''] = request.url.slice(ROOT.length).split(/\?(.*)/s);
  const resource = findResource(host, request, path);
  const { userId } = request.session;
  const call: RestCall = {
    method: request.method,
    uri: path,
    resource: `${ROOT}${resource.mapping}`,
    headers: Object.entries(request.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    params: [...new URLSearchParams(query)],
    body: Buffer.from(request.text),
  };
  try {
    return await host.transactions.run({ userId, quiddity: 'REST' }, () => perform(host, resource, { call, text: request.text }));
  } catch (error) {
    if (!(error instanceof ApexThrow)) throw error;
    const { exception } = error;
    const message = `${typeNameOf(exception)}: ${exception.message ?? ''}\n\n${exception.stack ?? ''}`;
    if (exception.type.base === 'JSONException') throw API_ERRORS.unreadableJson(message);
    throw new ApiFault(500, [{ errorCode: 'APEX_ERROR', message }]);
  }
}

function findResource(host: ApexHost, { method, session }: RestRequest, path: string): Resource {
  const found = [...host.apex.classes.values()]
    .map((info) => ({ info, mapping: mappingOf(info) }))
    .filter(({ mapping }) => mapping !== undefined && matches(mapping, path))
    .sort((a, b) => (b.mapping?.length ?? 0) - (a.mapping?.length ?? 0))[0];
  if (found?.mapping === undefined)
    throw new ApiFault(404, [{ errorCode: 'NOT_FOUND', message: `Could not find a match for URL ${path}` }]);
  if (!host.accessOf(session.userId).apexClass(found.info.name))
    throw new ApiFault(403, [{ errorCode: 'FORBIDDEN', message: `You do not have access to the Apex class named: ${found.info.name}` }]);
  const wanted = `http${method.toLowerCase()}`;
  const verb = [...found.info.methods.values()]
    .flat()
    .find(({ declaration }) => declaration?.modifiers.annotations.some(({ name }) => name === wanted) === true);
  if (verb === undefined) throw API_ERRORS.methodNotAllowed(method, []);
  return { info: found.info, method: verb, mapping: found.mapping };
}

const mappingOf = ({ declaration }: ClassInfo): string | undefined =>
  declaration?.modifiers.annotations.find(({ name }) => name === 'restresource')?.values['urlmapping'];

/** `*` stands for whatever follows; case counts. */
function matches(mapping: string, path: string): boolean {
  return mapping.endsWith('*') ? `${path}/`.startsWith(mapping.slice(0, -1)) || path.startsWith(mapping.slice(0, -1)) : path === mapping;
}

function perform(
  { apex }: ApexHost,
  { info, method }: Resource,
  { call, text }: { readonly call: RestCall; readonly text: string },
): ApiReply {
  const context = apex.runtime;
  const response = beginRestCall(context, call);
  const result = apex.statics(info, method.slot)?.(...argumentsOf(context, method, text)) as Value;
  const status = (response.get('statusCode') as number | null | undefined) ?? 200;
  const headers = headersOf(context, response.get('headers') as ApexMap);
  const body = response.get('responseBody');
  const written =
    body instanceof ApexBlob ? Buffer.from(body.bytes).toString() : method.returns === VOID ? '' : serialized(context, result);
  return written === ''
    ? { status, headers }
    : { status, headers, body: written, contentType: headers['Content-Type'] ?? 'application/json;charset=UTF-8' };
}

function headersOf(context: ApexContext, map: ApexMap): Record<string, string> {
  return Object.fromEntries([...map.entries()].map(({ key, value }) => [context.text(key), context.text(value)]));
}

function serialized(context: ApexContext, value: Value): string {
  if (value === null) return '';
  const writer = makeJsonWriter(false);
  writeValue({ context, writer, suppressNulls: false }, value);
  return writer.text();
}

/** The members of a JSON body, by the names of the parameters. */
function argumentsOf(context: ApexContext, { parameters, declaration }: MethodInfo, text: string): Value[] {
  if (parameters.length === 0) return [];
  const tree: JsonTree = parseTree(context, text === '' ? '{}' : text);
  const members = new Map(tree.kind === 'object' ? tree.members : []);
  return parameters.map((type, index) => {
    const member = members.get(declaration?.parameters[index]?.name ?? '');
    return member === undefined ? null : typed({ context, strict: false }, member, type);
  });
}
