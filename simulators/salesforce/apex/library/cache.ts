/**
 * The platform cache. Source: Apex Reference Guide, "Cache Namespace". What is put is stored: who gets it has a copy. Nothing is ever evicted
 * here before its time, and no statistics are kept.
 */
import { ApexMap, ApexSet } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import type { CacheKind } from '../../metadata/cache-partitions.ts';
import { classOf, mapOf, OBJECT, setOf, STRING, type ApexType } from '../types/type.ts';
import { ApexDouble, PlatformObject, type ApexObject, type Value } from '../values.ts';
import { platformClass, platformEnum, platformInterface, type Implementation, type Members, type PlatformClass } from './native.ts';
import type { TypeObject } from './type-class.ts';

type Kind = {
  readonly kind: CacheKind;
  readonly title: 'Org' | 'Session';
  readonly exception: string;
  readonly longestSeconds: number;
};

const KINDS: readonly Kind[] = [
  { kind: 'organization', title: 'Org', exception: 'Cache.Org.OrgCacheException', longestSeconds: 172_800 },
  { kind: 'session', title: 'Session', exception: 'Cache.Session.SessionCacheException', longestSeconds: 28_800 },
];

const SHORTEST_SECONDS = 300;
const USUAL_SECONDS: Readonly<Record<CacheKind, number>> = { organization: 86_400, session: 28_800 };

type PartitionState = Kind & { readonly name: string };
type Partition = PlatformObject<PartitionState>;

/** A session's values are its user's. */
function cacheOf(context: ApexContext, { kind, name }: PartitionState): string {
  return [kind, name.toLowerCase(), kind === 'session' ? context.user().id : ''].join('/');
}

/** By `name` or `namespace.name`; the default partition when left out. */
function partition(context: ApexContext, kind: Kind, written?: string): Partition {
  const { cachePartitions } = context.org.metadata;
  const wanted = written?.replace(/^.*\./, '').toLowerCase();
  const found = wanted === undefined ? [...cachePartitions.values()].find(({ isDefault }) => isDefault) : cachePartitions.get(wanted);
  if (found === undefined)
    return context.fail(kind.exception, `Failed Cache.${kind.title}.getPartition() for partition '${written ?? ''}'.`);
  return new PlatformObject(classOf(`Cache.${kind.title}Partition`), { ...kind, name: found.name }, `${kind.kind}.${found.name}`);
}

/** `key`, or `namespace.partition.key`. */
function keyOf(context: ApexContext, text: string): string {
  const key = text.slice(text.lastIndexOf('.') + 1);
  if (!/^[A-Za-z0-9]{1,50}$/.test(key)) context.fail('Cache.InvalidParamException', `Invalid cache key: ${text}`);
  return key;
}

function put(context: ApexContext, { state }: Partition, [text, value]: readonly [string, Value], seconds?: number): void {
  const ttl = seconds ?? USUAL_SECONDS[state.kind];
  if (ttl < SHORTEST_SECONDS || ttl > state.longestSeconds)
    context.fail('Cache.InvalidParamException', `Time to live must be between ${SHORTEST_SECONDS} and ${state.longestSeconds} seconds`);
  context.cache.put(cacheOf(context, state), keyOf(context, text), { value, endsAtMs: context.now() + ttl * 1000 });
}

function get(context: ApexContext, { state }: Partition, text: string): Value {
  return context.cache.get(cacheOf(context, state), keyOf(context, text)) ?? null;
}

/** What the builder loads is kept under its name and the key. */
function load(context: ApexContext, self: Partition, [{ state: type }, text]: readonly [TypeObject, string]): Value {
  const key = builtKey(type, text);
  const known = get(context, self, key);
  if (known !== null) return known;
  const value = context.call(context.classes.make(type) as ApexObject, 'doLoad', text);
  if (value !== null) put(context, self, [key, value]);
  return value;
}

const builtKey = (type: ApexType, key: string): string => `${type.name}${key}`.replace(/[^A-Za-z0-9]/g, '').slice(0, 50);

const textsOf = (keys: ApexSet): string[] => [...keys].map(String);

type Use = (context: ApexContext, partition: Partition, ...args: never[]) => unknown;

/** Methods of a partition, which the classes Org and Session have for the default one. */
const USES: Readonly<Record<string, Use>> = {
  'Boolean contains(String key)': (context, self, key: string) => get(context, self, key) !== null,
  'Map<String, Boolean> contains(Set<String> keys)': (context, self, keys: ApexSet) =>
    new ApexMap(
      mapOf(STRING, context.type('Boolean')),
      textsOf(keys).map((key) => [key, get(context, self, key) !== null]),
    ),
  'Object get(String key)': get,
  'Map<String, Object> get(Set<String> keys)': (context, self, keys: ApexSet) =>
    new ApexMap(
      mapOf(STRING, OBJECT),
      textsOf(keys).map((key) => [key, get(context, self, key)]),
    ),
  'Object get(Type cacheBuilder, String key)': (context, self, ...builder: [TypeObject, string]) => load(context, self, builder),
  'void put(String key, Object value)': (context, self, ...entry: [string, Value]) => put(context, self, entry),
  'void put(String key, Object value, Cache.Visibility visibility)': (context, self, key: string, value: Value) =>
    put(context, self, [key, value]),
  'void put(String key, Object value, Integer ttlSecs)': (context, self, ...[key, value, seconds]: [string, Value, number]) =>
    put(context, self, [key, value], seconds),
  'void put(String key, Object value, Integer ttlSecs, Cache.Visibility visibility, Boolean immutable)': (
    context,
    self,
    ...[key, value, seconds]: [string, Value, number]
  ) => put(context, self, [key, value], seconds),
  'Boolean remove(String key)': (context, { state }, key: string) => context.cache.remove(cacheOf(context, state), keyOf(context, key)),
  'Boolean remove(Type cacheBuilder, String key)': (context, { state }, type: TypeObject, key: string) =>
    context.cache.remove(cacheOf(context, state), builtKey(type.state, key)),
  'Set<String> getKeys()': (context, { state }) => new ApexSet(setOf(STRING), context.cache.keys(cacheOf(context, state))),
  'Long getNumKeys()': (context, { state }) => BigInt(context.cache.keys(cacheOf(context, state)).length),
  'Double getCapacity()': () => new ApexDouble(0),
  'String getName()': (_, { state }) => state.name,
  'Boolean isAvailable()': (context, { state }) => isAvailable(context, state),
};

/** There is no session where nobody waits for the answer. */
const ASYNCHRONOUS = /^(BATCH|FUTURE|QUEUEABLE|SCHEDULED|TRANSACTION_FINALIZER|PLATFORM_EVENT)/;

function isAvailable(context: ApexContext, { kind }: Kind): boolean {
  return kind === 'organization' || !ASYNCHRONOUS.test(context.kind().quiddity);
}

function staticMembers(kind: Kind): Members {
  const ofDefault = ([signature, use]: readonly [string, Use]): [string, Implementation] => [
    `static ${signature}`,
    (context: ApexContext, ...args: never[]) => use(context, partition(context, kind), ...args),
  ];
  return {
    ...Object.fromEntries(Object.entries(USES).map(ofDefault)),
    'static Boolean isAvailable()': (context) => isAvailable(context, kind),
    [`static Cache.${kind.title}Partition getPartition(String partitionName)`]: (context: ApexContext, name: string) =>
      partition(context, kind, name),
  };
}

const plain = (name: string): PlatformClass => platformClass(name, {}, { extends: 'Exception', virtual: true });

export const cacheClasses: readonly PlatformClass[] = [
  platformEnum('Cache.Visibility', ['ALL', 'NAMESPACE']),
  platformInterface('Cache.CacheBuilder', ['Object doLoad(String key)']),
  platformClass('Cache.Partition', USES),
  ...KINDS.flatMap((kind) => [
    platformClass(`Cache.${kind.title}`, staticMembers(kind)),
    platformClass(`Cache.${kind.title}Partition`, {}, { extends: 'Cache.Partition' }),
  ]),
  ...['Cache.Session.SessionCacheException', 'Cache.InvalidParamException', 'Cache.ItemSizeLimitExceededException'].map(plain),
];
