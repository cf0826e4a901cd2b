/** Source: Apex Reference Guide, "URL Class". Written by the rules of java.net.URL. */
import type { ApexContext } from '../context.ts';
import { classOf, type ApexType } from '../types/type.ts';
import { PlatformObject } from '../values.ts';
import { platformClass } from './native.ts';

type Parts = {
  readonly protocol: string;
  readonly user: string | null;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly query: string | null;
  readonly ref: string | null;
};

type Url = PlatformObject<Parts>;

const FORM = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/(?:([^@/?#]*)@)?([^:/?#]*)(?::(\d+))?)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/;

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
  ['ftp', 21],
]);

function parse(context: ApexContext, spec: string): Parts {
  const found = FORM.exec(spec.trim());
  if (found === null) return context.fail('StringException', `no protocol: ${spec}`);
  const [, protocol = '', user, host = '', port, path = '', query, ref] = found;
  return {
    protocol: protocol.toLowerCase(),
    user: user ?? null,
    host,
    port: port === undefined ? -1 : Number(port),
    path,
    query: query ?? null,
    ref: ref ?? null,
  };
}

const fileOf = ({ path, query }: Parts): string => (query === null ? path : `${path}?${query}`);

function authorityOf({ user, host, port }: Parts): string {
  return `${user === null ? '' : `${user}@`}${host}${port < 0 ? '' : `:${port}`}`;
}

const textOf = (parts: Parts): string =>
  `${parts.protocol}:${parts.host === '' ? '' : `//${authorityOf(parts)}`}${fileOf(parts)}${parts.ref === null ? '' : `#${parts.ref}`}`;

const make = (type: ApexType, parts: Parts): Url => new PlatformObject(type, parts, textOf(parts));

export const urlClass = platformClass('Url', {
  'static Url getOrgDomainUrl()': (context) => make(classOf('Url'), parse(context, context.org.domainUrl)),
  'static Url getSalesforceBaseUrl()': (context) => make(classOf('Url'), parse(context, context.org.domainUrl)),
  'static Url getCurrentRequestUrl()': (context) => make(classOf('Url'), parse(context, context.org.domainUrl)),
  'Url(String spec)': (context, type: ApexType, spec: string) => make(type, parse(context, spec)),
  'Url(Url context, String spec)': (context, type: ApexType, base: Url, spec: string) =>
    make(type, parse(context, URL.parse(spec, textOf(base.state))?.href ?? '')),
  'Url(String protocol, String host, String file)': (context, type: ApexType, ...parts: [string, string, string]) =>
    make(type, parse(context, `${parts[0]}://${parts[1]}${parts[2]}`)),
  'String getAuthority()': (_, { state }: Url) => authorityOf(state),
  'Integer getDefaultPort()': (_, { state }: Url) => DEFAULT_PORTS.get(state.protocol) ?? -1,
  'String getFile()': (_, { state }: Url) => fileOf(state),
  'String getHost()': (_, { state }: Url) => state.host,
  'String getPath()': (_, { state }: Url) => state.path,
  'Integer getPort()': (_, { state }: Url) => state.port,
  'String getProtocol()': (_, { state }: Url) => state.protocol,
  'String getQuery()': (_, { state }: Url) => state.query,
  'String getRef()': (_, { state }: Url) => state.ref,
  'String getUserInfo()': (_, { state }: Url) => state.user,
  'Boolean sameFile(Url urlToCompare)': (_, { state }: Url, other: Url) =>
    textOf({ ...state, ref: null }) === textOf({ ...other.state, ref: null }),
  'String toExternalForm()': (_, { state }: Url) => textOf(state),
  'String toString()': (_, { state }: Url) => textOf(state),
});
