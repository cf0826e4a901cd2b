/** Source: Apex Reference Guide, "JSON Class". */
import type { ApexContext } from '../../context.ts';
import { classOf, type ApexType } from '../../types/type.ts';
import { PlatformObject, type Value } from '../../values.ts';
import { platformClass } from '../native.ts';
import type { TypeObject } from '../type-class.ts';
import { notAList, parseTree, typed, untyped } from './deserialize.ts';
import type { GeneratorState } from './generator.ts';
import { makeJsonWriter } from './json-writer.ts';
import { makeParser } from './parser.ts';
import { writeValue } from './serialize.ts';

type Form = { readonly pretty: boolean; readonly suppressNulls: boolean };

function serialize(context: ApexContext, value: Value, { pretty, suppressNulls }: Form): string {
  const writer = makeJsonWriter(pretty);
  writeValue({ context, writer, suppressNulls }, value);
  const text = writer.text();
  context.hold(text.length);
  return text;
}

function read(context: ApexContext, text: string | null, [type, strict]: readonly [ApexType, boolean]): Value {
  if (text !== null && /^\s*["{]/.test(text) && /^(List|Set)$/.test(type.base)) notAList(context);
  return typed({ context, strict }, parseTree(context, text), type);
}

export const jsonClass = platformClass('JSON', {
  'static String serialize(Object? objectToSerialize)': (context, value: Value) =>
    serialize(context, value, { pretty: false, suppressNulls: false }),
  'static String serialize(Object? objectToSerialize, Boolean suppressApexObjectNulls)': (context, value: Value, suppressNulls: boolean) =>
    serialize(context, value, { pretty: false, suppressNulls }),
  'static String serializePretty(Object? objectToSerialize)': (context, value: Value) =>
    serialize(context, value, { pretty: true, suppressNulls: false }),
  'static String serializePretty(Object? objectToSerialize, Boolean suppressApexObjectNulls)': (
    context,
    value: Value,
    suppressNulls: boolean,
  ) => serialize(context, value, { pretty: true, suppressNulls }),
  'static Object deserialize(String? jsonString, Type apexType)': (context, text: string | null, { state }: TypeObject) =>
    read(context, text, [state, false]),
  'static Object deserializeStrict(String? jsonString, Type apexType)': (context, text: string | null, { state }: TypeObject) =>
    read(context, text, [state, true]),
  'static Object deserializeUntyped(String? jsonString)': (context, text: string | null) => untyped(context, parseTree(context, text)),
  'static JSONGenerator createGenerator(Boolean prettyPrint)': (_, pretty: boolean) =>
    new PlatformObject<GeneratorState>(classOf('JSONGenerator'), { writer: makeJsonWriter(pretty), closed: false }),
  'static JSONParser createParser(String jsonString)': (_, text: string) => makeParser(text),
});
