/** `npm run new:endpoint -- <name>`: lays out an adapter that compiles, with its contract suite, which fails until it is written. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { adapterFiles, registered } from './new-endpoint/adapter-files.ts';
import { namesOf } from './new-endpoint/names.ts';

const root = join(import.meta.dirname, '..');
const REGISTRY = join(root, 'broker', 'endpoints', 'registry.ts');

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}

const USAGE = 'usage: npm run new:endpoint -- <name>, in lower-case words with hyphens, such as acme-erp';

const [name, ...others] = process.argv.slice(2);
if (name === '--help') {
  console.log(USAGE);
  process.exit(0);
}
const names = name === undefined || others.length > 0 ? undefined : namesOf(name);
if (!names) stop(USAGE);
const files = adapterFiles(names);
const taken = [...files.keys()].filter((path) => existsSync(join(root, path)));
if (taken.length > 0) stop(`there already: ${taken.join(', ')}`);

for (const [path, content] of files) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
  console.log(`wrote ${path}`);
}
await writeFile(REGISTRY, registered(await readFile(REGISTRY, 'utf8'), names));
console.log(`added ${names.kind} to broker/endpoints/registry.ts`);
console.log(`\nnext: npm test -- test/contract/${names.kind}   and docs/adapters.md`);
