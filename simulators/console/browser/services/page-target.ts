/** What stands at a page reference in the package's app, and what its tab is called. */
import type { ConsoleModel, NavigationItem } from '../../metadata/model.ts';
import type { PageReference } from './page-reference.ts';

export type Analytics = 'Report' | 'Dashboard';

export type Target =
  | { readonly kind: 'list'; readonly object: string; readonly view?: string | undefined }
  | { readonly kind: 'record'; readonly object: string; readonly recordId: string }
  | { readonly kind: 'search'; readonly term: string }
  /** All reports or dashboards, and one of them by the name of its file: the org has no records of them. */
  | { readonly kind: 'analytics'; readonly of: Analytics }
  | { readonly kind: 'report' | 'dashboard'; readonly name: string }
  | { readonly kind: 'app'; readonly name: string; readonly item: NavigationItem }
  | { readonly kind: 'component'; readonly name: string; readonly item?: NavigationItem }
  | { readonly kind: 'none' };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function targetOf({ type, attributes, state = {} }: PageReference, model: ConsoleModel): Target {
  switch (type) {
    case 'standard__objectPage':
      return listTarget(text(attributes['objectApiName']), state['filterName'] as string | undefined);
    case 'standard__recordPage':
      return recordTarget(text(attributes['objectApiName']), text(attributes['recordId']));
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

function listTarget(object: string, view?: string): Target {
  return object === 'Report' || object === 'Dashboard' ? { kind: 'analytics', of: object } : { kind: 'list', object, view };
}

function recordTarget(object: string, recordId: string): Target {
  if (object === 'Report') return { kind: 'report', name: recordId };
  return object === 'Dashboard' ? { kind: 'dashboard', name: recordId } : { kind: 'record', object, recordId };
}

function itemTarget(name: string, { app, pages }: ConsoleModel): Target {
  const item = app.items.find((one) => one.name === name);
  if (item === undefined) return { kind: 'none' };
  if ('object' in item.opens) return listTarget(item.opens.object);
  if ('component' in item.opens) return { kind: 'component', name: item.opens.component, item };
  return item.opens.page in pages ? { kind: 'app', name: item.opens.page, item } : { kind: 'none' };
}

export type TabTitle = { readonly label: string; readonly icon: string };

type TitleTexts = Readonly<Record<'searchTitle' | 'notFound' | 'reports' | 'dashboards', string>>;

const ICONS = { Report: 'standard:report', Dashboard: 'standard:dashboard' };

/** Undefined for a record: its name is not known before it is read. */
export function titleOf(target: Target, model: ConsoleModel, texts: TitleTexts): TabTitle | undefined {
  switch (target.kind) {
    case 'record':
      return undefined;
    case 'list': {
      const object = model.objects[target.object];
      return { label: object?.pluralLabel ?? target.object, icon: object?.icon ?? 'standard:record' };
    }
    case 'analytics':
    case 'report':
    case 'dashboard':
      return analyticsTitle(target, model, texts);
    case 'search':
      return { label: texts.searchTitle.replace('{0}', target.term), icon: 'standard:search' };
    case 'none':
      return { label: texts.notFound, icon: 'standard:question_feed' };
    case 'app':
    case 'component':
      return { label: target.item?.label ?? target.name, icon: target.item?.icon ?? 'standard:lightning_component' };
  }
}

type AnalyticsTarget = Extract<Target, { kind: 'analytics' | 'report' | 'dashboard' }>;

function analyticsTitle(target: AnalyticsTarget, { reports, dashboards }: ConsoleModel, texts: TitleTexts): TabTitle {
  if (target.kind === 'analytics') return { label: target.of === 'Report' ? texts.reports : texts.dashboards, icon: ICONS[target.of] };
  const isReport = target.kind === 'report';
  const label = (isReport ? reports : dashboards)[target.name]?.label;
  return { label: label ?? texts.notFound, icon: isReport ? ICONS.Report : ICONS.Dashboard };
}
