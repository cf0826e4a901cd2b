/** What Lightning components may import from `@salesforce/…`: everything the SFDX source folders declare. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readLabels } from '../metadata/labels.ts';
import type { SourceFiles } from '../metadata/source-files.ts';

export type ApexMethod = { readonly cacheable: boolean };

export type SourceIndex = {
  /** Entry file of each component and module, by name: `obTimeline` to `…/lwc/obTimeline/obTimeline.js`. */
  readonly components: ReadonlyMap<string, string>;
  readonly labels: ReadonlySet<string>;
  /** `@AuraEnabled` methods by class. */
  readonly apex: ReadonlyMap<string, ReadonlyMap<string, ApexMethod>>;
  /** Custom fields by object. Standard fields are not in a source folder. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
  readonly customPermissions: ReadonlySet<string>;
  readonly staticResources: ReadonlySet<string>;
  readonly messageChannels: ReadonlySet<string>;
};

export function indexSources(files: SourceFiles): SourceIndex {
  const keys = (suffix: string): Set<string> => new Set(files.named(suffix).keys());
  return {
    components: componentsOf(files),
    labels: new Set(readLabels(files).keys()),
    apex: new Map([...files.named('.cls')].map(([name, file]) => [name, auraEnabledMethods(readFileSync(file, 'utf8'))])),
    fields: fieldsOf(files),
    customPermissions: keys('.customPermission-meta.xml'),
    staticResources: keys('.resource-meta.xml'),
    messageChannels: keys('.messageChannel-meta.xml'),
  };
}

/** A bundle is a folder below `lwc` with a script or a template of its own name. */
function componentsOf(files: SourceFiles): Map<string, string> {
  const folders = new Set(files.ending('.js').map((file) => dirname(file)));
  return new Map(
    [...folders]
      .filter((folder) => basename(dirname(folder)) === 'lwc')
      .map((folder) => [basename(folder), join(folder, `${basename(folder)}.js`)] as const)
      .filter(([, entry]) => existsSync(entry)),
  );
}

const AURA_ENABLED =
  /@AuraEnabled\s*(?:\(([^)]*)\))?((?:\s+|@\w+(?:\([^)]*\))?)*)((?:\b(?:global|public|static|virtual|override)\s+)+)[\w.<>,\s[\]]+?\b(\w+)\s*\(/gi;

function auraEnabledMethods(source: string): Map<string, ApexMethod> {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ');
  const found = [...code.matchAll(AURA_ENABLED)].filter(([, , , modifiers = '']) => /\bstatic\b/i.test(modifiers));
  return new Map(found.map(([, settings = '', , , name = '']) => [name, { cacheable: /cacheable\s*=\s*true/i.test(settings) }]));
}

function fieldsOf(files: SourceFiles): Map<string, Set<string>> {
  const fields = new Map<string, Set<string>>();
  const of = (object: string): Set<string> => fields.get(object) ?? fields.set(object, new Set()).get(object) ?? new Set();
  for (const name of files.named('.object-meta.xml').keys()) of(name);
  for (const file of files.ending('.field-meta.xml')) of(basename(dirname(dirname(file)))).add(basename(file, '.field-meta.xml'));
  return fields;
}
