/**
 * `@salesforce/…` modules of Lightning components, made from the source folders. Source: "@salesforce Modules" of the LWC Developer Guide. What no
 * source declares fails the build, as it fails a deployment.
 */
import type { Plugin } from 'rollup';
import { SESSION_MODULE } from './addresses.ts';
import type { SourceIndex } from './source-index.ts';

const PREFIX = '\0salesforce:';
/** What calls methods is of the platform. */
const APEX_MODULE = 'lightning/apex';

/** The text of a module, or why there is none. */
type Made = { readonly code: string } | { readonly missing: string };
type Maker = (index: SourceIndex, path: string) => Made;

export function salesforceModules(index: SourceIndex): Plugin {
  return {
    name: 'salesforce-modules',
    resolveId: (id) => {
      if (id === SESSION_MODULE) return { id, external: true };
      return id.startsWith('@salesforce/') ? PREFIX + id : null;
    },
    load(id) {
      if (!id.startsWith(PREFIX)) return null;
      const [, kind = '', path = ''] = /^@salesforce\/(\w+)\/?(.*)$/.exec(id.slice(PREFIX.length)) ?? [];
      const made = (MAKERS[kind] ?? unknown)(index, path);
      if ('missing' in made) return this.error(`${id.slice(PREFIX.length)}: ${made.missing}`);
      return made.code;
    },
  };
}

const unknown: Maker = () => ({ missing: 'the console does not serve modules of this kind' });

const constant = (value: unknown): Made => ({ code: `export default ${JSON.stringify(value)};` });

const fromSession = (expression: string): Made => ({
  code: `import session from ${JSON.stringify(SESSION_MODULE)};\nexport default session.${expression};`,
});

const declared = (names: ReadonlySet<string>, name: string, what: string, made: () => Made): Made =>
  names.has(name) ? made() : { missing: `there is no ${what} ${name} in the source` };

const MAKERS: Readonly<Record<string, Maker>> = {
  apex: (index, path) => (path === '' ? { code: `export * from '${APEX_MODULE}';` } : apexMethod(index, path)),
  label: ({ labels }, path) => {
    const [namespace, name = ''] = path.split('.');
    if (namespace !== 'c') return { missing: 'only labels of the source, c.…, are served' };
    return declared(labels, name, 'label', () => fromSession(`labels[${JSON.stringify(name)}]`));
  },
  schema: ({ fields }, path) => schemaReference(fields, path),
  customPermission: ({ customPermissions }, name) =>
    declared(customPermissions, name, 'custom permission', () => fromSession(`customPermissions[${JSON.stringify(name)}]`)),
  userPermission: () => constant(undefined),
  user: (_, name) =>
    name === 'Id' ? fromSession('userId') : name === 'isGuest' ? constant(false) : { missing: 'there are Id and isGuest' },
  i18n: (_, name) => fromSession(`i18n[${JSON.stringify(name)}]`),
  client: (_, name) => (name === 'formFactor' ? fromSession('formFactor') : { missing: 'there is formFactor' }),
  resourceUrl: ({ staticResources }, name) => declared(staticResources, name, 'static resource', () => constant(`/resource/${name}`)),
  messageChannel: ({ messageChannels }, path) =>
    declared(messageChannels, path.replace(/__c$/, ''), 'message channel', () => constant({ channelName: path })),
};

function apexMethod({ apex }: SourceIndex, path: string): Made {
  const [className = '', name = ''] = path.split('.');
  const method = apex.get(className)?.get(name);
  if (method === undefined)
    return {
      missing: apex.has(className) ? `${className} has no static @AuraEnabled method ${name}` : `there is no Apex class ${className}`,
    };
  const call = JSON.stringify({ className, method: name, cacheable: method.cacheable });
  return { code: `import { apexMethod } from '${APEX_MODULE}';\nexport default apexMethod(${call});` };
}

/** `Object`, `Object.Field` or `Object.Parent__r.Field`. Only the custom parts can be looked up; standard ones belong to the org. */
function schemaReference(fields: SourceIndex['fields'], path: string): Made {
  const [objectApiName = '', ...steps] = path.split('.');
  const known = fields.get(objectApiName);
  if (/__\w+$/.test(objectApiName) && known === undefined) return { missing: `there is no object ${objectApiName} in the source` };
  const first = steps[0]?.replace(/__r$/, '__c');
  if (first !== undefined && /__c$/.test(first) && known?.has(first) !== true)
    return { missing: `${objectApiName} has no field ${first} in the source` };
  return constant(steps.length === 0 ? { objectApiName } : { fieldApiName: steps.join('.'), objectApiName });
}
