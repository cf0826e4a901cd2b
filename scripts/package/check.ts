/**
 * Everything about the Salesforce package that can be proven without an org: `node scripts/package/check.ts`. Exits 1
 * with a line for each finding. Without Java two checks are left out, without the Salesforce CLI one, unless REQUIRE_JAVA=1 and REQUIRE_SF=1
 * say that they must run.
 */
import { join } from 'node:path';
import { checkAccessMode } from './apex/access-mode.ts';
import { checkApexRules } from './apex/apex-rules.ts';
import { parseApex } from './apex/apex-tree.ts';
import { checkApexTypes } from './apex/apex-types.ts';
import { hasJava } from './apex/java.ts';
import { checkSoql } from './apex/soql.ts';
import { checkMetadata, metadataTypes } from './check-metadata.ts';
import { checkConversion } from './conversion.ts';
import { formatFinding, type Finding } from './finding.ts';
import { howToInstallSf, installedSf } from '../sf/installation.ts';
import { buildModel, type PackageModel } from './source/package-model.ts';
import { FOLDERS, readSource } from './source/read-source.ts';

const root = join(import.meta.dirname, '..', '..');

async function withJava({ apex }: PackageModel): Promise<readonly Finding[]> {
  if (await hasJava()) {
    const paths = apex.map(({ path }) => path);
    return (await Promise.all([checkApexTypes(root), checkApexRules(root, paths)])).flat();
  }
  const message = 'no Java on this machine: the type check and the rules of Apex did not run';
  if (process.env['REQUIRE_JAVA'] === '1') return [{ path: 'force-app', line: 0, message }];
  console.log(message);
  return [];
}

async function withSf({ components }: PackageModel): Promise<readonly Finding[]> {
  if (installedSf() !== undefined) return checkConversion(root, components, FOLDERS);
  if (process.env['REQUIRE_SF'] === '1') return [{ path: 'force-app', line: 0, message: howToInstallSf() }];
  console.log(`${howToInstallSf()} Its reading of the package did not take place.`);
  return [];
}

const model = buildModel(readSource(root));
const trees = model.apex.map(parseApex);
const findings = [
  ...checkMetadata(model, metadataTypes()),
  ...trees.flatMap((tree) => tree.findings),
  ...checkSoql(trees, model),
  ...checkAccessMode(trees),
  ...(await withJava(model)),
  ...(await withSf(model)),
];
for (const finding of findings) console.log(formatFinding(finding));
console.log(`${model.components.length} components, ${model.apex.length} Apex files, ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;
