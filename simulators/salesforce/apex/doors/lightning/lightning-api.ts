/**
 * `/lwr/apex/vNN.0/Class/method`: the door through which Lightning components call Apex, with the session of the user who looks at them. Arguments
 * are the JSON body of a POST, or `methodParams` of a GET (cacheable methods only). The address and the two forms are those of Lightning Data
 * Service's public adapter for Apex; status codes are UNVERIFIED beyond 200, 401 and 500.
 */
import { z } from 'zod';
import type { Session } from '../../../auth/sessions.ts';
import type { ApiReply } from '../../../rest/api-call.ts';
import { API_ERRORS } from '../../../rest/errors.ts';
import { parseJson } from '../../../rest/http-body.ts';
import { ApexThrow } from '../../run/exceptions.ts';
import type { ApexHost } from '../host.ts';
import { failureBody } from './failure.ts';
import { ArgumentFault, findMethod, type Arguments, type LightningMethod } from './method.ts';

export type LightningRequest = {
  readonly method: string;
  readonly url: string;
  readonly text: string;
  readonly session: Session;
};

const ADDRESS = /^\/lwr\/apex\/v\d+\.0\/([\w%]+)\/([\w%]+)\/?(?:\?(.*))?$/s;

const argumentsSchema = z.record(z.string(), z.unknown());

export const isLightningCall = (url: string): boolean => url.startsWith('/lwr/apex/');

/** Throws `ApiFault` for what is no call of a method. */
export async function answerLightning(host: ApexHost, request: LightningRequest): Promise<ApiReply> {
  const [, className, method = '', query = ''] = ADDRESS.exec(request.url) ?? [];
  if (className === undefined) throw API_ERRORS.notFound();
  const { userId } = request.session;
  const looked = findMethod(host.apex, host.accessOf(userId), { className, method });
  if ('found' in looked) return call(host, userId, { method: looked.found, args: readArguments(looked.found, request, query) });
  const { refused, message } = looked;
  return refused === 'noAccess' ? refusal(403, 'INSUFFICIENT_ACCESS', message) : refusal(404, 'NOT_FOUND', message);
}

function refusal(statusCode: number, errorCode: string, message: string): ApiReply {
  return { status: statusCode, body: { statusCode, errorCode, message } };
}

function readArguments({ cacheable }: LightningMethod, { method, text }: LightningRequest, query: string): Arguments {
  const allowed = cacheable ? ['GET', 'POST'] : ['POST'];
  if (!allowed.includes(method)) throw API_ERRORS.methodNotAllowed(method, allowed);
  const given = method === 'GET' ? (new URLSearchParams(query).get('methodParams') ?? '') : text;
  const { data } = argumentsSchema.safeParse(given === '' ? {} : parseJson(given));
  if (data === undefined) throw API_ERRORS.invalidRequest('The arguments must be one JSON object, by the names of the parameters.');
  return data;
}

type MethodCall = { readonly method: LightningMethod; readonly args: Arguments };

async function call(host: ApexHost, userId: string, { method, args }: MethodCall): Promise<ApiReply> {
  try {
    const body = await host.transactions.run({ userId, quiddity: 'AURA', unit: method.unit, limits: method.limits }, () =>
      method.call(args),
    );
    return { status: 200, body, headers: { 'Cache-Control': method.cacheable ? 'private, max-age=30' : 'no-store' } };
  } catch (error) {
    if (error instanceof ArgumentFault) return refusal(400, 'INVALID_INPUT', error.message);
    if (!(error instanceof ApexThrow)) throw error;
    const { exception } = error;
    return { status: 500, body: failureBody(exception, host.apex.declares(exception.type)) };
  }
}
