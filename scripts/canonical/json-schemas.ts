/** JSON Schema (draft 2020-12) of the published contracts, the same text for the same contracts. */
import { z } from 'zod';
import { CONTRACT_EXAMPLES } from '../../canonical/contract-examples.ts';
import { CONTRACTS } from '../../canonical/contracts.ts';
import type { Contract, ContractName, ContractUse } from '../../canonical/contracts.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Begins the name of every schema published here. */
export const SCHEMA_NAMESPACE = 'urn:order-broker:v1:';

/** A contract before parsing (`input`: defaults may be left out) and after (`output`: they are filled in). */
export type SchemaForm = 'input' | 'output';

/** The forms others depend on: what they may send us, what they may get from us. */
export const FORMS: Readonly<Record<ContractUse, readonly SchemaForm[]>> = {
  received: ['input'],
  sent: ['output'],
  kept: ['input', 'output'],
};

export const CONTRACT_NAMES = Object.keys(CONTRACTS).sort() as readonly ContractName[];

/** Readers of what we send must bear fields that are added later, so the published form leaves room for them. */
function leaveRoom(schema: { additionalProperties?: unknown }): void {
  if (schema.additionalProperties === false) delete schema.additionalProperties;
}

/** One form of a contract, with everything it refers to under `$defs`. */
export function schemaOf(name: string, { schema }: Contract, form: SchemaForm): JsonSchema {
  const body = z.toJSONSchema(schema, {
    io: form,
    override: ({ jsonSchema }) => {
      if (form === 'output') leaveRoom(jsonSchema);
    },
  });
  return { $id: `${SCHEMA_NAMESPACE}${name}`, title: name, ...body };
}

/** The form that is published as a file: what a caller has to send, or what a reader gets. With an example. */
export function publishedSchema(name: ContractName): JsonSchema {
  const schema = schemaOf(name, CONTRACTS[name], CONTRACTS[name].use === 'sent' ? 'output' : 'input');
  return { ...schema, examples: [CONTRACT_EXAMPLES[name]] };
}
