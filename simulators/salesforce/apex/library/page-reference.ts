/** PageReference, as far as service code goes: an address with parameters. Source: Apex Reference Guide, "PageReference Class". */
import { ApexMap } from '../collections.ts';
import { mapOf, STRING, type ApexType } from '../types/type.ts';
import { PlatformObject, type Value } from '../values.ts';
import { platformClass } from './native.ts';

type State = { readonly path: string; readonly parameters: ApexMap; anchor: string | null; redirect: boolean };

type Page = PlatformObject<State>;

function read(url: string): State {
  const [before = '', anchor] = url.split('#');
  const [path = '', query = ''] = before.split('?');
  const entries = [...new URLSearchParams(query)].map(([name, value]) => [name, value] as const);
  return { path, parameters: new ApexMap(mapOf(STRING, STRING), entries), anchor: anchor ?? null, redirect: false };
}

const encoded = (part: Value): string => encodeURIComponent(((part ?? '') as string).toWellFormed());

function urlOf({ path, parameters, anchor }: State): string {
  const query = [...parameters.entries()].map(({ key, value }) => `${encoded(key)}=${encoded(value)}`);
  return `${path}${query.length === 0 ? '' : `?${query.join('&')}`}${anchor === null ? '' : `#${anchor}`}`;
}

export const pageReference = platformClass('PageReference', {
  'PageReference(String partialURL)': (_, type: ApexType, url: string): Page => new PlatformObject(type, read(url)),
  'String getAnchor()': (_, { state }: Page) => state.anchor,
  'void setAnchor(String? anchor)': (_, { state }: Page, anchor: string | null) => {
    state.anchor = anchor;
  },
  'Map<String, String> getParameters()': (_, { state }: Page) => state.parameters,
  'Boolean getRedirect()': (_, { state }: Page) => state.redirect,
  'PageReference setRedirect(Boolean redirect)': (_, self: Page, redirect: boolean) => {
    self.state.redirect = redirect;
    return self;
  },
  'String getUrl()': (_, { state }: Page) => urlOf(state),
});
