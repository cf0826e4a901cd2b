/** Http, HttpRequest, HttpResponse and their mocks. Source: Apex Reference Guide, the pages of the classes; Named Credentials are the org's to resolve. */
import type { ApexContext } from '../context.ts';
import { calloutBarrier } from '../data/savepoints.ts';
import { classOf, type ApexType } from '../types/type.ts';
import { ApexBlob, PlatformObject, type ApexObject } from '../values.ts';
import { bytesOf, textOf } from './blob.ts';
import { textList } from './list-value.ts';
import { platformClass, type Members, type PlatformClass } from './native.ts';

/** By name in lower case. */
type Headers = Map<string, { readonly name: string; readonly value: string }>;

type RequestState = {
  method: string | null;
  endpoint: string | null;
  body: Uint8Array;
  headers: Headers;
  timeoutMs: number;
  compressed: boolean;
};

type ResponseState = { status: string | null; code: number; body: Uint8Array; headers: Headers };

type Request = PlatformObject<RequestState>;
type Response = PlatformObject<ResponseState>;
type Message = PlatformObject<{ body: Uint8Array; headers: Headers }>;

const DEFAULT_TIMEOUT_MS = 10_000;
const LONGEST_TIMEOUT_MS = 120_000;

const setHeader = (_: ApexContext, { state }: Message, name: string, value: string): void => {
  state.headers.set(name.toLowerCase(), { name, value });
};

/** What requests and responses have in common. */
const message: Members = {
  'String getBody()': (context, { state }: Message) => textOf(context, state.body),
  'Blob getBodyAsBlob()': (_, { state }: Message) => new ApexBlob(state.body),
  'void setBody(String? body)': (_, { state }: Message, text: string | null) => {
    state.body = bytesOf(text ?? '');
  },
  'void setBodyAsBlob(Blob body)': (_, { state }: Message, { bytes }: ApexBlob) => {
    state.body = bytes;
  },
  'String getHeader(String key)': (_, { state }: Message, name: string) => state.headers.get(name.toLowerCase())?.value ?? null,
  'void setHeader(String key, String value)': setHeader,
};

const requestClass = platformClass('HttpRequest', {
  ...message,
  'HttpRequest()': (_, type: ApexType): Request =>
    new PlatformObject(type, {
      method: null,
      endpoint: null,
      body: new Uint8Array(),
      headers: new Map(),
      timeoutMs: DEFAULT_TIMEOUT_MS,
      compressed: false,
    }),
  'String getEndpoint()': (_, { state }: Request) => state.endpoint,
  'void setEndpoint(String endpoint)': (_, { state }: Request, endpoint: string) => {
    state.endpoint = endpoint;
  },
  'String getMethod()': (_, { state }: Request) => state.method,
  'void setMethod(String method)': (_, { state }: Request, method: string) => {
    state.method = method;
  },
  'void setTimeout(Integer timeout)': (context, { state }: Request, ms: number) => {
    if (ms < 1 || ms > LONGEST_TIMEOUT_MS)
      context.fail('CalloutException', `Timeout must be between 1 and ${LONGEST_TIMEOUT_MS} milliseconds`);
    state.timeoutMs = ms;
  },
  'Boolean getCompressed()': (_, { state }: Request) => state.compressed,
  'void setCompressed(Boolean flag)': (_, { state }: Request, compressed: boolean) => {
    state.compressed = compressed;
  },
  'String toString()': (_, { state }: Request) =>
    `System.HttpRequest[Endpoint=${state.endpoint ?? 'null'}, Method=${state.method ?? 'null'}]`,
});

const responseClass = platformClass('HttpResponse', {
  ...message,
  'HttpResponse()': (_, type: ApexType): Response =>
    new PlatformObject(type, { status: null, code: 0, body: new Uint8Array(), headers: new Map() }),
  'List<String> getHeaderKeys()': (_, { state }: Response) => textList([...state.headers.values()].map(({ name }) => name).toSorted()),
  'String getStatus()': (_, { state }: Response) => state.status,
  'void setStatus(String? status)': (_, { state }: Response, status: string | null) => {
    state.status = status;
  },
  'Integer getStatusCode()': (_, { state }: Response) => state.code,
  'void setStatusCode(Integer statusCode)': (_, { state }: Response, code: number) => {
    state.code = code;
  },
  'String toString()': (_, { state }: Response) => `System.HttpResponse[Status=${state.status ?? 'null'}, StatusCode=${state.code}]`,
});

/** In a test the mock answers, and without one there is no answer. */
function send(context: ApexContext, request: Request): unknown {
  context.use('callouts');
  const { method, endpoint, body, headers, timeoutMs } = request.state;
  if (endpoint === null || endpoint === '') return context.fail('CalloutException', 'Endpoint cannot be blank');
  if (method === null) return context.fail('CalloutException', 'Method cannot be null');
  if (context.jobs.forbidsCallouts())
    return context.fail(
      'CalloutException',
      'Callout not allowed from this future method. Please enable callout by annotating the future method. eg: @Future(callout=true)',
    );
  const barrier = calloutBarrier(context);
  if (barrier !== undefined) return context.fail('CalloutException', barrier);
  const mock = context.test.mocks.get('HttpCalloutMock');
  if (mock !== undefined) return context.call(mock as ApexObject, 'respond', request);
  if (context.inTest()) return context.fail('TypeException', 'Methods defined as TestMethod do not support Web service callouts');
  const sent = new Map([...headers.values()].map(({ name, value }) => [name, value]));
  const answer = context.callout({ method, endpoint, headers: sent, body, timeoutMs });
  return responseOf({ ...answer, status: answer.reason, code: answer.status });
}

type Answer = Pick<ResponseState, 'status' | 'code' | 'body'> & { readonly headers: ReadonlyMap<string, string> };

export function responseOf({ status, code, body, headers }: Answer): PlatformObject {
  const received: Headers = new Map([...headers].map(([name, value]) => [name.toLowerCase(), { name, value }]));
  return new PlatformObject<ResponseState>(classOf('HttpResponse'), { status, code, body, headers: received });
}

export const httpClasses: readonly PlatformClass[] = [
  requestClass,
  responseClass,
  platformClass('Http', {
    'Http()': (_, type: ApexType) => new PlatformObject(type, {}),
    'HttpResponse send(HttpRequest request)': (context, _http: PlatformObject, request: Request) => send(context, request),
  }),
];
