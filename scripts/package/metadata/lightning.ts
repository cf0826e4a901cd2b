/** Lightning components, pages, tabs and apps name what is there, and a page tells a component only what it can be told. */
import { basename, dirname } from 'node:path/posix';
import type { Finding } from '../finding.ts';
import type { Component, PackageModel } from '../source/package-model.ts';
import { all, child, textOf, type XmlNode } from '../source/xml.ts';

const SOURCE = /\/lwc\/(\w+)\/\w+\.js$/;
const IMPORT = /from '(?:@salesforce\/(apex|customPermission|schema)|(c))\/([\w.]+)'/g;

/** Everything one of them names and the package does not have. */
export function checkLightning(model: PackageModel): readonly Finding[] {
  return [...bundles(model), ...imports(model), ...pages(model), ...tabs(model), ...apps(model)];
}

/** Bundle by name: its description, where it has one. */
function describedBundles(model: PackageModel): ReadonlyMap<string, Component> {
  return new Map(model.of('js').map((bundle) => [bundle.name, bundle]));
}

function sourcesOf({ texts }: PackageModel): readonly (readonly [path: string, text: string])[] {
  return [...texts].filter(([path]) => SOURCE.test(path));
}

function bundles(model: PackageModel): readonly Finding[] {
  const described = describedBundles(model);
  const folders = new Set(sourcesOf(model).map(([path]) => dirname(path)));
  return [...folders].flatMap((path) => {
    const name = basename(path);
    const faults = [
      ...(described.has(name) ? [] : ['has no js-meta.xml and would be left out of the package']),
      ...(model.texts.has(`${path}/${name}.js`) ? [] : [`has no ${name}.js`]),
    ];
    return faults.map((message) => ({ path, line: 0, message }));
  });
}

function imports(model: PackageModel): readonly Finding[] {
  const isThere = resolver(model);
  return sourcesOf(model).flatMap(([path, text]) =>
    text.split('\n').flatMap((code, index) =>
      [...code.matchAll(IMPORT)].flatMap(([, kind = 'c', , name = '']) => {
        if (isThere(kind, name)) return [];
        return [{ path, line: index + 1, message: `imports ${kind} ${name}, which the package does not have` }];
      }),
    ),
  );
}

function resolver(model: PackageModel): (kind: string, name: string) => boolean {
  const described = describedBundles(model);
  const permissions = new Set(model.of('customPermission').map(({ name }) => name));
  const apex = new Map(model.apex.map(({ name, text }) => [name, text]));
  return (kind, name) => {
    const [first = '', second = ''] = name.split('.');
    if (kind === 'c') return described.has(name);
    if (kind === 'customPermission') return permissions.has(name);
    if (kind === 'apex') return new RegExp(`@AuraEnabled[^;{}]*\\b${second}\\s*\\(`).test(apex.get(first) ?? '');
    return model.objects.get(first) !== undefined && (second === '' || model.objects.get(first)?.fields.has(second) === true);
  };
}

function instancesOf(page: Component): readonly XmlNode[] {
  const items = all(page.root, 'flexiPageRegions').flatMap((region) => all(region, 'itemInstances'));
  return items.flatMap((item) => all(item, 'componentInstance'));
}

/** What a page may tell a component, by its description. Decorators tell the page how to show it. */
function declaredProperties({ root }: Component): ReadonlySet<string> {
  const targets = all(child(root, 'targetConfigs') ?? root, 'targetConfig');
  return new Set(targets.flatMap((target) => all(target, 'property')).map(({ attributes }) => attributes['name'] ?? ''));
}

function pages(model: PackageModel): readonly Finding[] {
  const described = describedBundles(model);
  return model.of('flexipage').flatMap((page) =>
    instancesOf(page).flatMap((instance) => {
      const name = (textOf(instance, 'componentName') ?? '').replace(/^c:/, '');
      if (name.includes(':')) return [];
      const bundle = described.get(name);
      const at = { path: page.path, line: instance.line };
      if (bundle === undefined) return [{ ...at, message: `shows the component ${name}, which the package does not have` }];
      if (textOf(bundle.root, 'isExposed') !== 'true') return [{ ...at, message: `shows the component ${name}, which is not exposed` }];
      const known = declaredProperties(bundle);
      return all(instance, 'componentInstanceProperties')
        .filter((property) => textOf(property, 'type') !== 'decorator' && !known.has(textOf(property, 'name') ?? ''))
        .map((property) => ({ ...at, message: `tells ${name} ${textOf(property, 'name') ?? ''}, which it does not declare` }));
    }),
  );
}

function tabs(model: PackageModel): readonly Finding[] {
  const known = new Set(model.of('flexipage').map(({ name }) => name));
  return model.of('tab').flatMap(({ path, root }) => {
    const page = textOf(root, 'flexiPage');
    return page === undefined || known.has(page)
      ? []
      : [{ path, line: 0, message: `opens the page ${page}, which the package does not have` }];
  });
}

function apps(model: PackageModel): readonly Finding[] {
  const knownPages = new Set(model.of('flexipage').map(({ name }) => name));
  const knownTabs = new Set(model.of('tab').map(({ name }) => name));
  return model.of('app').flatMap(({ path, root }) => {
    const overrides = all(root, 'actionOverrides').filter((override) => textOf(override, 'type') === 'Flexipage');
    const shown = [...all(root, 'utilityBar'), ...overrides.flatMap((override) => all(override, 'content'))];
    const missing = [
      ...shown.filter(({ text }) => !knownPages.has(text)),
      ...all(root, 'tabs').filter(({ text }) => !text.startsWith('standard-') && !knownTabs.has(text)),
    ];
    return missing.map(({ text, line }) => ({ path, line, message: `names ${text}, which the package does not have` }));
  });
}
