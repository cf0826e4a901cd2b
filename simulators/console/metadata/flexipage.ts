/** Lightning pages. Source: FlexiPage of the Metadata API guide. */
import { readXml } from './xml.ts';
import type { Xml } from './xml.ts';

export type VisibilityRule = {
  readonly criteria: readonly { readonly left: string; readonly operator: string; readonly right: string }[];
  /** `1 AND (2 OR 3)`; absent: all of them. */
  readonly logic?: string;
};

export type PageItem =
  | { readonly kind: 'component'; readonly name: string; readonly properties: PageProperties; readonly visibility?: VisibilityRule }
  | { readonly kind: 'field'; readonly field: string; readonly visibility?: VisibilityRule };

/** Values are texts as in the file; a list of values is a list. Decorators tell how a utility item is shown. */
export type PageProperties = Readonly<Record<string, string | readonly string[]>>;

export type LightningPage = {
  readonly label: string;
  readonly type: string;
  readonly template: string;
  readonly object: string | undefined;
  /** Regions of the template, and facets that components name. */
  readonly regions: Readonly<Record<string, readonly PageItem[]>>;
};

export function readPage(file: string): LightningPage {
  const xml = readXml(file);
  const regions = xml.children('flexiPageRegions').map((region) => [region.text('name') ?? '', itemsOf(region)] as const);
  return {
    label: xml.text('masterLabel') ?? '',
    type: xml.text('type') ?? '',
    template: xml.child('template')?.text('name') ?? '',
    object: xml.text('sobjectType'),
    regions: Object.fromEntries(regions),
  };
}

/** Older files put components straight into the region. */
function itemsOf(region: Xml): PageItem[] {
  const instances = region
    .children('itemInstances')
    .flatMap((item) => [...item.children('componentInstance'), ...item.children('fieldInstance')]);
  return [...instances, ...region.children('componentInstances')].map(itemOf);
}

function itemOf(instance: Xml): PageItem {
  const rule = instance.child('visibilityRule');
  const visibility = rule === undefined ? {} : { visibility: ruleOf(rule) };
  const field = instance.text('fieldItem');
  if (field !== undefined) return { kind: 'field', field: field.replace(/^Record\./, ''), ...visibility };
  const properties = Object.fromEntries(instance.children('componentInstanceProperties').map(propertyOf));
  return { kind: 'component', name: instance.text('componentName') ?? '', properties, ...visibility };
}

function propertyOf(property: Xml): readonly [string, string | readonly string[]] {
  const list = property.child('valueList')?.children('valueListItems');
  const value = list === undefined ? (property.text('value') ?? '') : list.map((item) => item.text('value') ?? '');
  return [property.text('name') ?? '', value];
}

function ruleOf(rule: Xml): VisibilityRule {
  const criteria = rule.children('criteria').map((one) => ({
    left: one.text('leftValue') ?? '',
    operator: one.text('operator') ?? '',
    right: one.text('rightValue') ?? '',
  }));
  const logic = rule.text('booleanFilter');
  return logic === undefined ? { criteria } : { criteria, logic };
}
