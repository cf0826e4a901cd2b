/** Source: Apex Reference Guide, "JSONGenerator Class". */
import type { ApexContext } from '../../context.ts';
import type { PlatformObject, Value } from '../../values.ts';
import { platformClass, type Members } from '../native.ts';
import type { JsonWriter } from './json-writer.ts';
import { writeValue } from './serialize.ts';

export type GeneratorState = { readonly writer: JsonWriter; closed: boolean };

type Generator = PlatformObject<GeneratorState>;

function open(context: ApexContext, { state }: Generator): JsonWriter {
  return state.closed ? context.fail('JSONException', 'Cannot write: the generator is closed') : state.writer;
}

function write(context: ApexContext, self: Generator, value: Value): void {
  writeValue({ context, writer: open(context, self), suppressNulls: false }, value);
}

function writeField(context: ApexContext, self: Generator, name: string, value: Value): void {
  open(context, self).name(name);
  write(context, self, value);
}

/** `writeString(String value)` and `writeStringField(String fieldName, String value)`, for each type. */
const TYPES: readonly (readonly [method: string, type: string])[] = [
  ['Blob', 'Blob'],
  ['Boolean', 'Boolean'],
  ['Date', 'Date'],
  ['DateTime', 'Datetime'],
  ['Id', 'Id'],
  ['Number', 'Integer'],
  ['Number', 'Long'],
  ['Number', 'Double'],
  ['Number', 'Decimal'],
  ['Object', 'Object'],
  ['String', 'String'],
  ['Time', 'Time'],
];

const values: Members = Object.fromEntries(
  TYPES.flatMap(([method, type]) => [
    [`void write${method}(${type}? value)`, write],
    [`void write${method}Field(String fieldName, ${type}? value)`, writeField],
  ]),
);

export const generatorClass = platformClass('JSONGenerator', {
  ...values,
  'void writeStartObject()': (context, self: Generator) => open(context, self).startObject(),
  'void writeEndObject()': (context, self: Generator) => open(context, self).endObject(),
  'void writeStartArray()': (context, self: Generator) => open(context, self).startArray(),
  'void writeEndArray()': (context, self: Generator) => open(context, self).endArray(),
  'void writeFieldName(String fieldName)': (context, self: Generator, name: string) => open(context, self).name(name),
  'void writeNull()': (context, self: Generator) => write(context, self, null),
  'void writeNullField(String fieldName)': (context, self: Generator, name: string) => writeField(context, self, name, null),
  'String getAsString()': (_, { state }: Generator) => {
    state.closed = true;
    return state.writer.text();
  },
  'void close()': (_, { state }: Generator) => {
    state.closed = true;
  },
  'Boolean isClosed()': (_, { state }: Generator) => state.closed,
});
