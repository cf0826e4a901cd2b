/** Finding and making master data, once: a seed may run again. */
import type { Wire } from '../../../broker/endpoints/tryton/values.ts';
import type { Domain, TrytonUser } from '../client.ts';

export async function findOne(user: TrytonUser, model: string, domain: Domain): Promise<number | undefined> {
  return (await user.read(model, domain, ['id']))[0]?.id;
}

/** The record that must be there. */
export async function theOne(user: TrytonUser, model: string, domain: Domain): Promise<number> {
  const id = await findOne(user, model, domain);
  if (id === undefined) throw new Error(`there is no ${model} with ${JSON.stringify(domain)}`);
  return id;
}

export async function ensure(user: TrytonUser, model: string, domain: Domain, values: Wire): Promise<number> {
  const found = await findOne(user, model, domain);
  if (found !== undefined) return found;
  const [made] = await user.create(model, values);
  return made as number;
}

/** A record that a module brought, by the name its files give it. */
export async function fromModule(user: TrytonUser, module: string, name: string): Promise<number> {
  const [row] = await user.read(
    'ir.model.data',
    [
      ['module', '=', module],
      ['fs_id', '=', name],
    ],
    ['db_id'],
  );
  if (!row) throw new Error(`module ${module} brought no ${name}`);
  return row['db_id'] as number;
}
