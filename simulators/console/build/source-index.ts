/** What Lightning components may import from `@salesforce/…`: everything the SFDX source folders declare. */
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readLabels } from '../metadata/labels.ts';
import type { SourceFiles } from '../metadata/source-files.ts';

export type ApexMethod = { readonly cacheable: boolean };

export type SourceIndex = {
  /** Script of each component and module, by name: `obTimeline` to `…/lwc/obTimeline/obTimeline.js`. */
  readonly components: ReadonlyMap<string, string>;
  /** Style sheet of each bundle that is nothing else, for `@import 'c/…'`. Source: "Share CSS Style Rules" of the LWC Developer Guide. */
  readonly styleSheets: ReadonlyMap<string, string>;
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
    ...bundlesOf(files),
    labels: new Set(readLabels(files).keys()),
    apex: new Map([...files.named('.cls')].map(([name, file]) => [name, auraEnabledMethods(readFileSync(file, 'utf8'))])),
    fields: fieldsOf(files),
    customPermissions: keys('.customPermission-meta.xml'),
    staticResources: keys('.resource-meta.xml'),
    messageChannels: keys('.messageChannel-meta.xml'),
  };
}

/** A bundle is a folder below `lwc` with a script, or only a style sheet, of its own name. */
function bundlesOf(files: SourceFiles): Pick<SourceIndex, 'components' | 'styleSheets'> {
  const components = new Map(namedAsTheirFolder(files, '.js'));
  const styleSheets = namedAsTheirFolder(files, '.css').filter(([name]) => !components.has(name));
  return { components, styleSheets: new Map(styleSheets) };
}

function namedAsTheirFolder(files: SourceFiles, ending: string): [string, string][] {
  return files
    .ending(ending)
    .map((file): [string, string] => [basename(file, ending), file])
    .filter(([name, file]) => basename(dirname(file)) === name && basename(dirname(dirname(file))) === 'lwc');
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
