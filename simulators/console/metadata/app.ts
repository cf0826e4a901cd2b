/** Apps, tabs and quick actions. Sources: CustomApplication, CustomTab and QuickAction of the Metadata API guide. */
import { readXml } from './xml.ts';
import type { Xml } from './xml.ts';
import type { Names } from './names.ts';
import type { SourceFiles } from './source-files.ts';

export type App = {
  readonly name: string;
  readonly label: string;
  readonly tabs: readonly string[];
  /** By object of a tab: the field whose record its records open under. */
  readonly mappings: Readonly<Record<string, string>>;
  readonly utilityBar: string | undefined;
  /** Page by object, and by `standard-home`. */
  readonly pages: Readonly<Record<string, string>>;
};

export type Tab = {
  readonly label: string | undefined;
  readonly icon: string;
  readonly opens: { readonly object: string } | { readonly page: string } | { readonly component: string };
};

export type QuickAction = { readonly label: string; readonly component: string; readonly headless: boolean };

export function readApps(files: SourceFiles): readonly App[] {
  return [...files.named('.app-meta.xml')].map(([name, file]) => {
    const xml = readXml(file);
    const mappings = xml.child('workspaceConfig')?.children('mappings') ?? [];
    const parents = mappings.flatMap((mapping) => {
      const field = mapping.text('fieldName');
      return field === undefined ? [] : [[mapping.text('tab') ?? '', field] as const];
    });
    return {
      name,
      label: xml.text('label') ?? name,
      tabs: xml.texts('tabs'),
      mappings: Object.fromEntries(parents),
      utilityBar: xml.text('utilityBar'),
      pages: pageOverrides(xml),
    };
  });
}

/** What the file says is shown in place of the standard view on a desktop. */
export function pageOverrides(xml: Xml, object?: string): Readonly<Record<string, string>> {
  const overrides = xml
    .children('actionOverrides')
    .filter((one) => one.text('type') === 'Flexipage' && (one.text('formFactor') ?? 'Large') === 'Large')
    .filter((one) => ['View', 'Tab'].includes(one.text('actionName') ?? ''));
  return Object.fromEntries(overrides.map((one) => [one.text('pageOrSobjectType') ?? object ?? '', one.text('content') ?? '']));
}

/** `Custom13: Box` is the icon `custom:custom13`. */
function iconOf(motif: string | undefined): string {
  const [, number] = /^Custom(\d+):/.exec(motif ?? '') ?? [];
  return number === undefined ? 'standard:record' : `custom:custom${number}`;
}

export function readTabs(files: SourceFiles): ReadonlyMap<string, Tab> {
  const tabs = [...files.named('.tab-meta.xml')].map(([name, file]) => {
    const xml = readXml(file);
    return [name, { label: xml.text('label'), icon: iconOf(xml.text('motif')), opens: targetOf(xml, name) }] as const;
  });
  return new Map(tabs);
}

function targetOf(xml: Xml, name: string): Tab['opens'] {
  const page = xml.text('flexiPage');
  if (page !== undefined) return { page };
  const component = xml.text('lwcComponent');
  return component === undefined ? { object: name } : { component };
}

/** Quick actions that are Lightning web components, by `Object.Name` or `Name`. */
export function readQuickActions(files: SourceFiles, names: Names): Readonly<Record<string, QuickAction>> {
  const actions = [...files.named('.quickAction-meta.xml')].flatMap(([name, file]) => {
    const xml = readXml(file);
    const component = xml.text('lightningWebComponent');
    if (component === undefined) return [];
    const label = names.quickActions.get(name) ?? xml.text('label') ?? name;
    return [[name, { label, component, headless: xml.text('actionSubtype') === 'Action' }] as const];
  });
  return Object.fromEntries(actions);
}
