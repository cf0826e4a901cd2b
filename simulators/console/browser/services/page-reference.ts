/** Places in the console as page references and as addresses. Source: "PageReference Types" of the LWC Developer Guide, and the addresses of Lightning Experience. */
export type PageReference = {
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly state?: Readonly<Record<string, unknown>>;
};

export const HOME: PageReference = { type: 'standard__namedPage', attributes: { pageName: 'home' } };

export function recordPage(objectApiName: string, recordId: string): PageReference {
  return { type: 'standard__recordPage', attributes: { objectApiName, recordId, actionName: 'view' } };
}

export function objectPage(objectApiName: string): PageReference {
  return { type: 'standard__objectPage', attributes: { objectApiName, actionName: 'home' } };
}

export function searchPage(term: string): PageReference {
  return { type: 'standard__search', attributes: {}, state: { term } };
}

/** The path of an address, with what of the state can be in it. Undefined for a reference the console has no page for. */
export function addressOf({ type, attributes, state = {} }: PageReference): string | undefined {
  const path = PATHS[type]?.(attributes);
  if (path === undefined) return undefined;
  const given = Object.entries(state).filter(([, value]) => value !== undefined && value !== null);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return query === '' ? path : `${path}?${query}`;
}

const part = (value: unknown): string => encodeURIComponent(typeof value === 'string' ? value : '');

const PATHS: Readonly<Record<string, (attributes: PageReference['attributes']) => string>> = {
  standard__recordPage: ({ objectApiName, recordId, actionName = 'view' }) =>
    objectApiName === undefined
      ? `/lightning/r/${part(recordId)}/${part(actionName)}`
      : `/lightning/r/${part(objectApiName)}/${part(recordId)}/${part(actionName)}`,
  standard__objectPage: ({ objectApiName, actionName = 'home' }) => `/lightning/o/${part(objectApiName)}/${part(actionName)}`,
  standard__navItemPage: ({ apiName }) => `/lightning/n/${part(apiName)}`,
  standard__namedPage: ({ pageName }) => `/lightning/page/${part(pageName)}`,
  standard__component: ({ componentName }) => `/lightning/cmp/${part(componentName)}`,
  standard__search: () => '/lightning/search',
  standard__webPage: ({ url }) => String(url),
};

/** The reference of an address; home for one that says nothing. */
export function pageOfAddress(address: string): PageReference {
  const { pathname, searchParams } = new URL(address, 'http://console');
  const [, , kind = '', ...rest] = pathname.split('/').map(decodeURIComponent);
  const page = PAGES[kind]?.(rest) ?? HOME;
  const state = Object.fromEntries(searchParams);
  return Object.keys(state).length === 0 ? page : { ...page, state };
}

const PAGES: Readonly<Record<string, (parts: readonly string[]) => PageReference>> = {
  r: ([first = '', second = '', third]) =>
    third === undefined
      ? { type: 'standard__recordPage', attributes: { recordId: first, actionName: second === '' ? 'view' : second } }
      : { type: 'standard__recordPage', attributes: { objectApiName: first, recordId: second, actionName: third } },
  o: ([objectApiName = '', actionName = 'home']) => ({ type: 'standard__objectPage', attributes: { objectApiName, actionName } }),
  n: ([apiName = '']) => ({ type: 'standard__navItemPage', attributes: { apiName } }),
  page: ([pageName = 'home']) => ({ type: 'standard__namedPage', attributes: { pageName } }),
  cmp: ([componentName = '']) => ({ type: 'standard__component', attributes: { componentName } }),
  search: () => ({ type: 'standard__search', attributes: {} }),
};
