/** What stands at a page reference in the package's app, and what its tab is called. */
import type { ConsoleModel, NavigationItem } from '../../metadata/model.ts';
import type { PageReference } from './page-reference.ts';

export type Target =
  | { readonly kind: 'list'; readonly object: string; readonly view?: string | undefined }
  | { readonly kind: 'record'; readonly object: string; readonly recordId: string }
  | { readonly kind: 'search'; readonly term: string }
  | { readonly kind: 'app'; readonly name: string; readonly item: NavigationItem }
  | { readonly kind: 'component'; readonly name: string; readonly item?: NavigationItem }
  | { readonly kind: 'none' };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function targetOf({ type, attributes, state = {} }: PageReference, model: ConsoleModel): Target {
  switch (type) {
    case 'standard__objectPage':
      return { kind: 'list', object: text(attributes['objectApiName']), view: state['filterName'] as string | undefined };
    case 'standard__recordPage':
      return { kind: 'record', object: text(attributes['objectApiName']), recordId: text(attributes['recordId']) };
    case 'standard__search':
      return { kind: 'search', term: text(state['term']) };
    case 'standard__component':
      return { kind: 'component', name: text(attributes['componentName']) };
    case 'standard__namedPage':
      return itemTarget('standard-home', model);
    default:
      return itemTarget(text(attributes['apiName']), model);
  }
}

function itemTarget(name: string, { app, pages }: ConsoleModel): Target {
  const item = app.items.find((one) => one.name === name);
  if (item === undefined) return { kind: 'none' };
  if ('object' in item.opens) return { kind: 'list', object: item.opens.object };
  if ('component' in item.opens) return { kind: 'component', name: item.opens.component, item };
  return item.opens.page in pages ? { kind: 'app', name: item.opens.page, item } : { kind: 'none' };
}

export type TabTitle = { readonly label: string; readonly icon: string };

type TitleTexts = { readonly searchTitle: string; readonly notFound: string };

/** Undefined for a record: its name is not known before it is read. */
export function titleOf(target: Target, model: ConsoleModel, texts: TitleTexts): TabTitle | undefined {
  switch (target.kind) {
    case 'record':
      return undefined;
    case 'list': {
      const object = model.objects[target.object];
      return { label: object?.pluralLabel ?? target.object, icon: object?.icon ?? 'standard:record' };
    }
    case 'search':
      return { label: texts.searchTitle.replace('{0}', target.term), icon: 'standard:search' };
    case 'none':
      return { label: texts.notFound, icon: 'standard:question_feed' };
    case 'app':
    case 'component':
      return { label: target.item?.label ?? target.name, icon: target.item?.icon ?? 'standard:lightning_component' };
  }
}
