/** JSON as a tree: names keep their order, numbers their digits. */
import type { JsonToken, JsonTokenType } from './json-tokens.ts';

export type JsonScalar = { readonly kind: 'string' | 'number' | 'boolean' | 'null'; readonly text: string };

export type JsonTree =
  | JsonScalar
  | { readonly kind: 'object'; readonly members: readonly (readonly [name: string, value: JsonTree])[] }
  | { readonly kind: 'array'; readonly elements: readonly JsonTree[] };

const SCALARS: Readonly<Partial<Record<JsonTokenType, JsonScalar['kind']>>> = {
  VALUE_STRING: 'string',
  VALUE_NUMBER_INT: 'number',
  VALUE_NUMBER_FLOAT: 'number',
  VALUE_TRUE: 'boolean',
  VALUE_FALSE: 'boolean',
  VALUE_NULL: 'null',
};

/** The value that begins with `first`; takes the rest of its tokens from `next`. */
export function readTree(first: JsonToken, next: () => JsonToken): JsonTree {
  if (first.type === 'START_OBJECT') {
    const members: [string, JsonTree][] = [];
    for (let token = next(); token.type !== 'END_OBJECT'; token = next()) members.push([token.text, readTree(next(), next)]);
    return { kind: 'object', members };
  }
  if (first.type === 'START_ARRAY') {
    const elements: JsonTree[] = [];
    for (let token = next(); token.type !== 'END_ARRAY'; token = next()) elements.push(readTree(token, next));
    return { kind: 'array', elements };
  }
  return { kind: SCALARS[first.type] ?? 'null', text: first.text };
}
