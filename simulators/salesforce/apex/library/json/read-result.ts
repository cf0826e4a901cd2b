/** Results of saves from JSON: tests make them this way, since they have no constructors. The names are those of the REST API's results. */
import { z } from 'zod';
import type { DmlOutcome } from '../../org-port.ts';
import type { ApexType } from '../../types/type.ts';
import { PlatformObject } from '../../values.ts';
import type { JsonTree } from './json-tree.ts';

const RESULTS = new Set(['Database.SaveResult', 'Database.UpsertResult', 'Database.DeleteResult', 'Database.UndeleteResult']);

const errorSchema = z.object({
  statusCode: z.string().default('UNKNOWN_EXCEPTION'),
  message: z.string().default(''),
  fields: z.array(z.string()).nullable().default([]),
});

const resultSchema = z.object({
  id: z.string().nullable().default(null),
  success: z.boolean().default(false),
  created: z.boolean().default(false),
  errors: z.array(errorSchema).nullable().default([]),
});

/** Undefined for another type, and for a tree that is no result. */
export function readResult(tree: JsonTree, type: ApexType): PlatformObject<DmlOutcome> | undefined {
  if (!RESULTS.has(type.base)) return undefined;
  const { data } = resultSchema.safeParse(plain(tree));
  if (data === undefined) return undefined;
  const errors = (data.errors ?? []).map((error) => ({ ...error, fields: error.fields ?? [] }));
  return new PlatformObject(type, { ...data, errors });
}

function plain(tree: JsonTree): unknown {
  if (tree.kind === 'object') return Object.fromEntries(tree.members.map(([name, value]) => [name, plain(value)]));
  if (tree.kind === 'array') return tree.elements.map(plain);
  return tree.kind === 'string' ? tree.text : (JSON.parse(tree.text) as unknown);
}
