/**
 * SOAP `login()` for clients that still use it, versions 43 to 64; it does not exist from 65 on. The official Python sample reads the answer by
 * position, so there is no SOAP header and the order of elements is fixed. Source: login() of the SOAP API guide.
 */
import { parseXml, type XmlElement } from '../metadata/xml.ts';
import type { ApiReply } from '../rest/api-call.ts';
import { escapeXml, soapFault, soapReply } from '../soap.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import type { Directory } from './directory.ts';
import type { Sessions } from './sessions.ts';

export type SoapLoginOptions = {
  readonly directory: Directory;
  readonly sessions: Sessions;
  readonly orgId: string;
  /** Passwords by username; a security token may follow the password. */
  readonly passwords: ReadonlyMap<string, string>;
};

export function soapLogin(
  options: SoapLoginOptions,
  request: { readonly base: string; readonly url: string; readonly text: string },
): ApiReply {
  const [, kind = 'u', version = '0'] = /^\/services\/Soap\/([uc])\/(\d\d\.0)/.exec(request.url) ?? [];
  if (Number(version) < 43 || Number(version) > 64) {
    return soapFault('UNSUPPORTED_API_VERSION', `SOAP API login() is not available in API version ${version}`);
  }
  const login = readLogin(request.text);
  if (login === undefined) return soapFault('UNKNOWN_EXCEPTION', 'only login() is supported');
  const user = findUser(options, login);
  if (user === undefined) return soapFault('INVALID_LOGIN', 'Invalid username, password, security token; or user locked out.');
  const { token } = options.sessions.open({ userId: String(user['Id']), scope: 'api' });
  return soapReply(loginResponse(options.orgId, { base: request.base, user, token, kind, version }));
}

type Login = { readonly username: string; readonly password: string };

function findUser({ directory, passwords }: SoapLoginOptions, { username, password }: Login): StoredRecord | undefined {
  const expected = passwords.get(username);
  const user = expected !== undefined && password.startsWith(expected) ? directory.byUsername(username) : undefined;
  return user?.['IsActive'] === true ? user : undefined;
}

function readLogin(text: string): Login | undefined {
  try {
    const login: XmlElement | undefined = parseXml(text).child('Body')?.child('login');
    const [username, password] = [login?.text('username'), login?.text('password')];
    return username === undefined || password === undefined ? undefined : { username, password };
  } catch {
    return undefined;
  }
}

type Granted = {
  readonly base: string;
  readonly user: StoredRecord;
  readonly token: string;
  readonly kind: string;
  readonly version: string;
};

function loginResponse(orgId: string, { base, user, token, kind, version }: Granted): string {
  const namespace = kind === 'u' ? 'urn:partner.soap.sforce.com' : 'urn:enterprise.soap.sforce.com';
  const org15 = orgId.slice(0, 15);
  const result = elements([
    ['metadataServerUrl', `${base}/services/Soap/m/${version}/${org15}`],
    ['passwordExpired', 'false'],
    ['sandbox', 'false'],
    ['serverUrl', `${base}/services/Soap/${kind}/${version}/${org15}`],
    ['sessionId', token],
    ['userId', String(user['Id'])],
  ]);
  return `<loginResponse xmlns="${namespace}"><result>${result}<userInfo>${userInfo(orgId, user)}</userInfo></result></loginResponse>`;
}

function userInfo(orgId: string, user: StoredRecord): string {
  return elements([
    ['accessibilityMode', 'false'],
    ['chatterExternal', 'false'],
    ['currencySymbol', '$'],
    ['orgAttachmentFileSizeLimit', '26214400'],
    ['orgDefaultCurrencyIsoCode', 'USD'],
    ['orgDefaultCurrencyLocale', 'en_US'],
    ['orgDisallowHtmlAttachments', 'false'],
    ['orgHasPersonAccounts', 'false'],
    ['organizationId', orgId],
    ['organizationMultiCurrency', 'false'],
    ['organizationName', 'Local org'],
    ['profileId', String(user['ProfileId'] ?? '')],
    ['roleId', ''],
    ['sessionSecondsValid', '7200'],
    ['userDefaultCurrencyIsoCode', ''],
    ['userEmail', String(user['Email'] ?? '')],
    ['userFullName', String(user['Name'] ?? '')],
    ['userId', String(user['Id'])],
    ['userLanguage', 'en_US'],
    ['userLocale', 'en_US'],
    ['userName', String(user['Username'] ?? '')],
    ['userTimeZone', 'GMT'],
    ['userType', 'Standard'],
    ['userUiSkin', 'Theme3'],
  ]);
}

function elements(entries: readonly (readonly [string, string])[]): string {
  return entries.map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`).join('');
}
