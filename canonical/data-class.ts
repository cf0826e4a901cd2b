/**
 * The data class of canonical fields stands in their schemas, and in the published JSON Schema as `x-data-class`.
 * Personal data stays out of Redis, logs, metrics, traces, platform events and journal summaries.
 */
import { z } from 'zod';

const DATA_CLASS = 'x-data-class';

type JsonSchema = z.core.JSONSchema.BaseSchema;
type Walk = { readonly definitions: Readonly<Record<string, JsonSchema>>; readonly found: Set<string> };

/** Marks a field as personal data. Put it on the innermost schema, before `optional()`. */
export function personal<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema.meta({ [DATA_CLASS]: 'personal' });
}

function step(path: string, part: string): string {
  return path === '' ? part : `${path}.${part}`;
}

function collect(schema: JsonSchema, path: string, walk: Walk): void {
  if (schema[DATA_CLASS] === 'personal') walk.found.add(path);
  if (schema.$ref !== undefined) collect(walk.definitions[schema.$ref.split('/').at(-1)!]!, path, walk);
  for (const [name, property] of Object.entries(schema.properties ?? {})) collect(property as JsonSchema, step(path, name), walk);
  for (const alternative of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) collect(alternative as JsonSchema, path, walk);
  if (schema.items !== undefined) collect(schema.items as JsonSchema, `${path}[*]`, walk);
}

/**
 * Where values of this contract hold personal data: `shipTo.city`, `lines[*].note`, the notation of redaction in
 * logs. Sorted. A schema that contains itself is not supported; ours do not.
 */
export function personalPaths(contract: z.ZodType): readonly string[] {
  const schema = z.toJSONSchema(contract, { io: 'input' });
  const found = new Set<string>();
  collect(schema, '', { definitions: (schema.$defs ?? {}) as Readonly<Record<string, JsonSchema>>, found });
  return [...found].sort();
}
