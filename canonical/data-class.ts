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

/** The schemas one step below a schema, each with its path. */
function parts(schema: JsonSchema, path: string, { definitions }: Walk): readonly (readonly [string, JsonSchema])[] {
  const { $ref = '', anyOf = [], oneOf = [], properties = {}, items } = schema;
  const named = definitions[$ref.slice('#/$defs/'.length)];
  const beside = [...(named ? [named] : []), ...anyOf, ...oneOf];
  return [
    ...beside.map((part) => [path, part] as const),
    ...Object.entries(properties).map(([name, part]) => [step(path, name), part as JsonSchema] as const),
    ...(items === undefined ? [] : [[`${path}[*]`, items as JsonSchema] as const]),
  ];
}

function collect(schema: JsonSchema, path: string, walk: Walk): void {
  if (schema[DATA_CLASS] === 'personal') walk.found.add(path);
  for (const [below, part] of parts(schema, path, walk)) collect(part, below, walk);
}

/**
 * Where values of this contract hold personal data: `shipTo.city`, `lines[*].note`, the notation of redaction in
 * logs. Sorted. A schema that contains itself is not supported; ours do not.
 */
export function personalPaths(contract: z.ZodType): readonly string[] {
  const schema = z.toJSONSchema(contract, { io: 'input' });
  const found = new Set<string>();
  collect(schema, '', { definitions: schema.$defs ?? {}, found });
  return [...found].sort();
}
