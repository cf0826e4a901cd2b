/** Results of saves and of actions from JSON: tests make them this way, since they have no constructors. The names are those of the REST API's results. */
import { z } from 'zod';
import type { DmlOutcome, MergeOutcome } from '../../org-port.ts';
import type { ApexType } from '../../types/type.ts';
import { PlatformObject } from '../../values.ts';
import type { LeadConvertOutcome } from '../database-results.ts';
import { readActionResult } from '../invocable.ts';
import type { JsonTree } from './json-tree.ts';

const RESULTS = new Set(
  ['Save', 'Upsert', 'Delete', 'Undelete', 'EmptyRecycleBin', 'Merge', 'LeadConvert'].map((verb) => `Database.${verb}Result`),
);

const errorSchema = z.object({
  statusCode: z.string().default('UNKNOWN_EXCEPTION'),
  message: z.string().default(''),
  fields: z.array(z.string()).nullable().default([]),
});

const id = z.string().nullable().default(null);

const resultSchema = z.object({
  id,
  leadid: id,
  accountid: id,
  contactid: id,
  opportunityid: id,
  mergedrecordids: z.array(z.string()).nullable().default([]),
  updatedrelatedids: z.array(z.string()).nullable().default([]),
  success: z.boolean().default(false),
  created: z.boolean().default(false),
  errors: z.array(errorSchema).nullable().default([]),
});

/** Undefined for another type, and for a tree that is no result. */
export function readResult(tree: JsonTree, type: ApexType): PlatformObject | undefined {
  if (!RESULTS.has(type.base)) return readActionResult(plain(tree), type);
  const { data } = resultSchema.safeParse(withPlainNames(plain(tree)));
  if (data === undefined) return undefined;
  const state: DmlOutcome & MergeOutcome & LeadConvertOutcome = {
    id: data.id,
    success: data.success,
    created: data.created,
    errors: (data.errors ?? []).map((error) => ({ ...error, fields: error.fields ?? [] })),
    mergedIds: data.mergedrecordids ?? [],
    relatedIds: data.updatedrelatedids ?? [],
    leadId: data.leadid,
    accountId: data.accountid,
    contactId: data.contactid,
    opportunityId: data.opportunityid,
  };
  return new PlatformObject(type, state);
}

/** Names have no case. */
function withPlainNames(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name.toLowerCase(), held as unknown]));
}

function plain(tree: JsonTree): unknown {
  if (tree.kind === 'object') return Object.fromEntries(tree.members.map(([name, value]) => [name, plain(value)]));
  if (tree.kind === 'array') return tree.elements.map(plain);
  return tree.kind === 'string' ? tree.text : (JSON.parse(tree.text) as unknown);
}
