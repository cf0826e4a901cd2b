/** Source: Apex Reference Guide, "Type Class". */
import type { ApexContext } from '../context.ts';
import { classOf, type ApexType } from '../types/type.ts';
import { PlatformObject } from '../values.ts';
import { nameOfType } from './exceptions.ts';
import { platformClass } from './native.ts';

export type TypeObject = PlatformObject<ApexType>;

/** What `T.class` gives: types of one name are equal. */
export const typeToken = (type: ApexType): TypeObject => new PlatformObject(classOf('Type'), type, type.name);

/** What a collection without its elements means. */
const OF_ANYTHING: ReadonlyMap<string, string> = new Map([
  ['list', 'List<Object>'],
  ['set', 'Set<Object>'],
  ['map', 'Map<Object, Object>'],
]);

function find({ classes }: ApexContext, name: string): TypeObject | null {
  const type = classes.find(OF_ANYTHING.get(name.toLowerCase()) ?? name);
  return type === undefined ? null : typeToken(type);
}

export const typeClass = platformClass('Type', {
  'static Type forName(String fullyQualifiedName)': find,
  'static Type forName(String? namespace, String name)': (context, namespace: string | null, name: string) =>
    find(context, namespace === null || namespace === '' ? name : `${namespace}.${name}`),
  'String getName()': (_, { state }: TypeObject) => nameOfType(state),
  'String toString()': (_, { state }: TypeObject) => state.name,
  'Object newInstance()': (context, { state }: TypeObject) => context.classes.make(state),
  'Boolean isAssignableFrom(Type sourceType)': (context, { state }: TypeObject, source: TypeObject) =>
    context.classes.isAssignable(source.state, state),
});
