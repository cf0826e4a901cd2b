/**
 * Whether the contracts may still be called the same version as those that were published.
 *
 * What others send must stay acceptable; what others read must stay what they rely on. Readers of what we send must
 * bear new properties and new words of an enum, so these are no break.
 */
import type { Contract } from '../../canonical/contracts.ts';
import { FORMS, schemaOf } from './json-schemas.ts';
import type { JsonSchema, SchemaForm } from './json-schemas.ts';
import { schemaDifferences } from './schema-differences.ts';
import type { DifferenceKind } from './schema-differences.ts';

/** The schemas of the last publication, by contract and form. */
export type Baseline = Readonly<Record<string, Readonly<Partial<Record<SchemaForm, JsonSchema>>>>>;

type Contracts = Readonly<Record<string, Contract>>;

const BREAKS: Readonly<Record<SchemaForm, ReadonlySet<DifferenceKind>>> = {
  input: new Set<DifferenceKind>([
    'property-removed',
    'required-added',
    'type-narrowed',
    'words-removed',
    'bound-tightened',
    'pattern-changed',
    'default-changed',
    'closed',
    'alternative-removed',
  ]),
  output: new Set<DifferenceKind>([
    'property-removed',
    'required-removed',
    'type-narrowed',
    'type-widened',
    'words-removed',
    'bound-loosened',
    'pattern-changed',
    'closed',
    'alternative-removed',
    'alternative-added',
  ]),
};

/** The schemas as they would be published now. */
export function baselineOf(contracts: Contracts): Baseline {
  return Object.fromEntries(
    Object.entries(contracts)
      .sort(([a], [b]) => a.localeCompare(b, 'en'))
      .map(([name, contract]) => [name, Object.fromEntries(FORMS[contract.use].map((form) => [form, schemaOf(name, contract, form)]))]),
  );
}

function breaksOf(name: string, form: SchemaForm, before: JsonSchema, after: JsonSchema | undefined): readonly string[] {
  if (after === undefined) return [`${name}: no longer ${form === 'input' ? 'accepted from others' : 'sent to others'}`];
  return schemaDifferences(before, after)
    .filter(({ kind }) => BREAKS[form].has(kind))
    .map(({ path, kind, detail }) => `${name}${path} (${form}): ${kind.replace('-', ' ')}: ${detail}`);
}

/** Every incompatible change since the publication, one sentence each; none if the version may stay. */
export function incompatibilities(published: Baseline, contracts: Contracts): readonly string[] {
  const now = baselineOf(contracts);
  return Object.entries(published).flatMap(([name, forms]) =>
    Object.entries(forms).flatMap(([form, schema]) => breaksOf(name, form as SchemaForm, schema, now[name]?.[form as SchemaForm])),
  );
}
