/** What Apex REST methods see of a call. Source: Apex Reference Guide, "RestContext Class", "RestRequest Class", "RestResponse Class". */
import { ApexMap } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import { classOf, mapOf, STRING, type ApexType } from '../types/type.ts';
import { ApexBlob, PlatformObject, type Value } from '../values.ts';
import { NO_BODY } from './blob.ts';
import { platformClass, type Members, type PlatformClass, type Property } from './native.ts';

type Fields = Map<string, Value>;

type Message = PlatformObject<Fields>;

/** A property that holds what it is given. */
const held = (name: string): Property => ({
  get: (_, { state }: Message) => state.get(name) ?? null,
  set: (_, { state }: Message, value: Value) => {
    state.set(name, value);
  },
});

const textMap = (): ApexMap => new ApexMap(mapOf(STRING, STRING));

const properties = (declared: readonly string[]): Members =>
  Object.fromEntries(declared.map((text) => [text, held(text.slice(text.lastIndexOf(' ') + 1))]));

const put =
  (name: string) =>
  (_: ApexContext, { state }: Message, key: string, value: Value) => {
    (state.get(name) as ApexMap).set(key, value);
  };

const request = platformClass('RestRequest', {
  'RestRequest()': (_, type: ApexType) =>
    new PlatformObject<Fields>(
      type,
      new Map<string, Value>([
        ['headers', textMap()],
        ['params', textMap()],
        ['requestBody', NO_BODY],
      ]),
    ),
  ...properties([
    'Map<String, String> headers',
    'Map<String, String> params',
    'String httpMethod',
    'String remoteAddress',
    'Blob requestBody',
    'String requestURI',
    'String resourcePath',
  ]),
  'void addHeader(String name, String? value)': put('headers'),
  'void addParameter(String name, String? value)': put('params'),
});

const response = platformClass('RestResponse', {
  'RestResponse()': (_, type: ApexType) => new PlatformObject<Fields>(type, new Map([['headers', textMap()]])),
  ...properties(['Map<String, String> headers', 'Blob responseBody', 'Integer statusCode']),
  'void addHeader(String name, String? value)': put('headers'),
});

const KEPT = Symbol('RestContext');

const current = (context: ApexContext): Fields => context.keep(KEPT, () => new Map<string, Value>());

/** Of the transaction: the call that runs it sets them, and so may a test. */
const ofTransaction = (name: string): Property => ({
  get: (context) => current(context).get(name) ?? null,
  set: (context, value: Value) => {
    current(context).set(name, value);
  },
});

/** What a call over HTTP brings. */
export type RestCall = {
  readonly method: string;
  /** Behind `/services/apexrest`. */
  readonly uri: string;
  readonly resource: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly params: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
};

/** Sets `RestContext` for a call; answers the fields of its response. */
export function beginRestCall(context: ApexContext, call: RestCall): ReadonlyMap<string, Value> {
  const asked: Fields = new Map();
  const answered: Fields = new Map<string, Value>([['headers', textMap()]]);
  const texts = mapOf(STRING, STRING);
  asked.set('httpMethod', call.method).set('requestURI', call.uri).set('resourcePath', call.resource).set('remoteAddress', '127.0.0.1');
  asked
    .set('headers', new ApexMap(texts, call.headers))
    .set('params', new ApexMap(texts, call.params))
    .set('requestBody', new ApexBlob(call.body));
  current(context)
    .set('request', new PlatformObject(classOf('RestRequest'), asked))
    .set('response', new PlatformObject(classOf('RestResponse'), answered));
  return answered;
}

export const restClasses: readonly PlatformClass[] = [
  request,
  response,
  platformClass('RestContext', {
    'static RestRequest request': ofTransaction('request'),
    'static RestResponse response': ofTransaction('response'),
  }),
];
