/**
 * The real Salesforce CLI reads the project: it finds the project file valid by its own schema, converts the sources to the form that is
 * deployed, and lists every component. Source: Salesforce CLI Command Reference, "project convert source" and "project generate manifest".
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { basename, dirname } from 'node:path/posix';
import { runSf } from '../sf/run.ts';
import type { Finding } from './finding.ts';
import type { Component } from './source/package-model.ts';
import { all, parseXml, type XmlNode } from './source/xml.ts';

/** Converts the package, and what is deployed beside it, each by itself. */
export async function checkConversion(root: string, components: readonly Component[], folders: readonly string[]): Promise<Finding[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'sf-'));
  try {
    const findings: Finding[] = [];
    for (const folder of folders) {
      const inside = components.filter(({ path }) => path.startsWith(`${folder}/`));
      for (const command of COMMANDS) findings.push(...(await checkCommand({ root, folder, scratch }, command, inside)));
    }
    return findings;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Commands that write a package.xml, and the option each has for the sources. */
const COMMANDS = [
  { verb: 'convert source', sources: '--root-dir' },
  { verb: 'generate manifest', sources: '--source-dir' },
] as const;

type Project = { readonly root: string; readonly folder: string; readonly scratch: string };

async function checkCommand(
  { root, folder, scratch }: Project,
  { verb, sources }: (typeof COMMANDS)[number],
  components: readonly Component[],
): Promise<Finding[]> {
  const output = join(scratch, folder, verb);
  const args = ['project', ...verb.split(' '), sources, folder, '--output-dir', output];
  const { exitCode, stderr } = await runSf(args, { home: scratch, folder: root, env: { SFDX_PROJECT_JSON_VALIDATION: 'true' } });
  if (exitCode !== 0) return [{ path: folder, line: 0, message: `sf project ${verb}: ${stderr.trim()}` }];
  const members = new Set(membersOf(parseXml(await readFile(join(output, 'package.xml'), 'utf8'))));
  return components
    .filter((component) => !members.has(memberOf(component)))
    .map(({ path }) => ({ path, line: 0, message: `is not in the package.xml of sf project ${verb}` }));
}

function membersOf(root: XmlNode): string[] {
  return all(root, 'types').flatMap((type) => all(type, 'members').map((member) => member.text));
}

const IN_OBJECT: ReadonlySet<string> = new Set(['compactLayout', 'field', 'listView', 'validationRule']);
const IN_FOLDER: ReadonlySet<string> = new Set(['dashboard', 'report']);

/** The name by which a manifest calls a component. */
function memberOf({ kind, name, object, path }: Component): string {
  if (IN_OBJECT.has(kind)) return `${object}.${name}`;
  if (IN_FOLDER.has(kind)) return `${basename(dirname(path))}/${name}`;
  return /^(dashboard|report)Folder$/.test(kind) ? `${name}/` : decodeURIComponent(name);
}
