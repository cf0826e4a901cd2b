/**
 * Writes what follows from canonical/: JSON Schema of every contract, the AsyncAPI document, the page of field ownership.
 *
 *   node scripts/generate/json-schema.ts           writes them
 *   node scripts/generate/json-schema.ts --check   exits 1 if a file is not what canonical/ says
 */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApiDocument } from '../canonical/asyncapi.ts';
import { CONTRACT_NAMES, SCHEMA_NAMESPACE, publishedSchema } from '../canonical/json-schemas.ts';
import { ownershipPage } from '../canonical/ownership-page.ts';
import { generatedFile } from './generated-file.ts';

const folder = 'canonical/schema/v1';

/** Schemas of contracts that are no more. The folder holds others' documents too, so only our own names count. */
function leftovers(): readonly string[] {
  const target = join(import.meta.dirname, '..', '..', folder);
  const known = new Set<string>(CONTRACT_NAMES.map((name) => `${SCHEMA_NAMESPACE}${name}`));
  const paths = readdirSync(target).map((name) => join(target, name));
  return paths.filter((path) => {
    const { $id = '' } = JSON.parse(readFileSync(path, 'utf8')) as { readonly $id?: string };
    return $id.startsWith(SCHEMA_NAMESPACE) && !known.has($id);
  });
}

for (const name of CONTRACT_NAMES) await generatedFile(`${folder}/${name}.json`, JSON.stringify(publishedSchema(name)));
await generatedFile(`${folder}/asyncapi.json`, JSON.stringify(asyncApiDocument()));
await generatedFile('docs/reference/ownership.md', ownershipPage());

for (const path of leftovers()) {
  if (process.argv.includes('--check')) {
    console.error(`${path} is the schema of no contract; run node scripts/generate/json-schema.ts`);
    process.exitCode = 1;
  } else rmSync(path);
}
