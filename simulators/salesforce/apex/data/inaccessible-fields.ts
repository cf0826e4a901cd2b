/** What of a query a user may not see. Source: Apex Developer Guide, "Enforce User Mode for Database Operations" (`QueryException.getInaccessibleFields`). */
import { readQuery } from '../../soql/parse.ts';
import type { ApexContext } from '../context.ts';
import { ApexThrow } from '../run/exceptions.ts';
import { selectedField } from './query-shape.ts';

type Asked = { readonly object: string; readonly soql: string; readonly mode: 'user' | 'system' };

/** Runs a query; a QueryException of one in user mode knows the fields that it selects without the right to. */
export function askInMode<Rows>(context: ApexContext, asked: Asked, ask: () => Rows): Rows {
  try {
    return ask();
  } catch (error) {
    if (asked.mode === 'user' && error instanceof ApexThrow) error.exception.inaccessible = inaccessibleFields(context, asked);
    throw error;
  }
}

function inaccessibleFields({ org, rights }: ApexContext, { object, soql }: Asked): Map<string, string[]> {
  const from = org.metadata.object(object);
  const { fields = [], sObjectAlias } = readQuery(soql);
  const selected = from === undefined ? [] : fields.flatMap((item) => selectedField(org.metadata, from, item, sObjectAlias) ?? []);
  const hidden = new Map<string, string[]>();
  for (const { object: of, name } of selected) {
    const field = org.metadata.field(of, name);
    if (field !== undefined && !(rights().can(of, 'read') && rights().field(of, field).read))
      hidden.set(of.name, [...(hidden.get(of.name) ?? []), field.name]);
  }
  return hidden;
}
