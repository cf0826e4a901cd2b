/**
 * `/services/Soap/s/NN.0/orgId`, the Apex API: executeAnonymous() with its debug log, as the sf CLI runs Apex. `/services/Soap/m/…` is
 * refused in words. Source: SOAP API guide, "Apex-Related
 * Calls" and "DebuggingHeader".
 */
import type { ApexHost } from '../apex/doors/host.ts';
import type { Session } from '../auth/sessions.ts';
import { parseXml, type XmlElement } from '../metadata/xml.ts';
import type { ApiReply } from '../rest/api-call.ts';
import { escapeXml, soapFault, soapReply } from '../soap.ts';
import { runAnonymous, type AnonymousRun } from './execute-anonymous.ts';
import { levelsOf, levelsOfLogType, type LogLevels } from './log-levels.ts';

export type SoapApexOptions = { readonly host: ApexHost; readonly findSession: (token: string) => Session | undefined };

/** Undefined for another path. */
export type SoapApex = (request: { readonly url: string; readonly text: string }) => Promise<ApiReply> | undefined;

const ADDRESS = /^\/services\/Soap\/([sm])\/\d\d\.0(?:\/|$)/;
const NAMESPACES = ' xmlns="http://soap.sforce.com/2006/08/apex" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** The org is what its source folders say. */
const NO_METADATA = soapFault(
  'sf:UNKNOWN_EXCEPTION',
  'not supported by the local org: the Metadata API; it is what its source folders say',
);

export function makeSoapApex(options: SoapApexOptions): SoapApex {
  return ({ url, text }) => {
    const api = ADDRESS.exec(url)?.[1];
    return api === 'm' ? Promise.resolve(NO_METADATA) : api === undefined ? undefined : answer(options, text);
  };
}

async function answer({ host, findSession }: SoapApexOptions, text: string): Promise<ApiReply> {
  const envelope = readEnvelope(text);
  if (envelope === undefined) return soapFault('soapenv:Client', 'the request is no SOAP envelope');
  const header = envelope.child('Header');
  const session = findSession(header?.child('SessionHeader')?.text('sessionId') ?? '');
  if (session === undefined) return soapFault('sf:INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
  if (!host.accessOf(session.userId).user('AuthorApex'))
    return soapFault('sf:INSUFFICIENT_ACCESS', 'insufficient access rights: Author Apex is needed');
  const source = sourceIn(envelope);
  if (source === undefined)
    return soapFault('sf:UNKNOWN_EXCEPTION', 'not supported by the local org: of the Apex API it has executeAnonymous()');
  return reply(await runAnonymous(host, { userId: session.userId, source, levels: levelsIn(header?.child('DebuggingHeader')) }));
}

/** The WSDL says String; the sf CLI says apexcode, and the platform takes it. Undefined for another call. */
function sourceIn(envelope: XmlElement): string | undefined {
  const call = envelope.child('Body')?.child('executeAnonymous');
  return (call?.child('String') ?? call?.child('apexcode'))?.written;
}

function readEnvelope(text: string): XmlElement | undefined {
  try {
    return parseXml(text);
  } catch {
    return undefined;
  }
}

/** Categories, or the one level for everything that came before them. */
function levelsIn(header: XmlElement | undefined): LogLevels | undefined {
  const categories = header?.children('categories') ?? [];
  if (categories.length > 0) return levelsOf(categories.map((each) => [each.text('category') ?? '', each.text('level') ?? '']));
  return levelsOfLogType(header?.text('debugLevel') ?? 'NONE');
}

/** Elements in the order of the WSDL. */
function reply({ result, log }: AnonymousRun): ApiReply {
  const member = ([name, value]: readonly [string, string | number | boolean | null]): string =>
    value === null ? `<${name} xsi:nil="true"/>` : `<${name}>${escapeXml(String(value))}</${name}>`;
  const body = Object.entries(result)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(member)
    .join('');
  return soapReply(`<executeAnonymousResponse><result>${body}</result></executeAnonymousResponse>`, {
    namespaces: NAMESPACES,
    ...(log === undefined ? {} : { header: `<DebuggingInfo><debugLog>${escapeXml(log)}</debugLog></DebuggingInfo>` }),
  });
}
