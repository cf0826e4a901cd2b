/** The user behind a session, as `userinfo` and the identity url tell it. Sources: OpenID Connect userinfo and "Identity URLs" of Salesforce Help. */
import { parseDatetime } from '../storage/instants.ts';
import type { StoredRecord } from '../storage/transaction.ts';

export type UserInfoOptions = { readonly base: string; readonly orgId: string; readonly user: StoredRecord };

const SERVICES = {
  enterprise: 'services/Soap/c/{version}',
  metadata: 'services/Soap/m/{version}',
  partner: 'services/Soap/u/{version}',
  rest: 'services/data/v{version}/',
  sobjects: 'services/data/v{version}/sobjects/',
  search: 'services/data/v{version}/search/',
  query: 'services/data/v{version}/query/',
  recent: 'services/data/v{version}/recent/',
  tooling_rest: 'services/data/v{version}/tooling/',
  tooling_soap: 'services/Soap/T/{version}',
} as const;

/** Url templates; `{version}` stays in them unless a version is given. */
function serviceUrls({ base, orgId, user }: UserInfoOptions, version?: string): Record<string, string> {
  const soap = (name: string): string => (name.startsWith('services/Soap') ? `/${orgId.slice(0, 15)}` : '');
  const entries = Object.entries(SERVICES).map(([name, path]): [string, string] => [
    name,
    `${base}/${version === undefined ? path : path.replace('{version}', version)}${soap(path)}`,
  ]);
  return { ...Object.fromEntries(entries), profile: `${base}/${String(user['Id'])}` };
}

export function identityUrl({ base, orgId, user }: UserInfoOptions): string {
  return `${base}/id/${orgId}/${String(user['Id'])}`;
}

export function userInfoBody(options: UserInfoOptions): Record<string, unknown> {
  const { base, orgId, user } = options;
  const picture = `${base}/profilephoto/005/F`;
  return {
    sub: identityUrl(options),
    user_id: user['Id'],
    organization_id: orgId,
    preferred_username: user['Username'],
    nickname: user['Alias'],
    name: user['Name'],
    email: user['Email'],
    email_verified: true,
    given_name: user['FirstName'],
    family_name: user['LastName'],
    zoneinfo: user['TimeZoneSidKey'],
    photos: { picture, thumbnail: `${base}/profilephoto/005/T` },
    profile: `${base}/${String(user['Id'])}`,
    picture,
    address: {},
    is_salesforce_integration_user: false,
    urls: serviceUrls(options),
    active: user['IsActive'],
    user_type: 'STANDARD',
    language: user['LanguageLocaleKey'],
    locale: user['LocaleSidKey'],
    utcOffset: 0,
    updated_at: new Date(parseDatetime(String(user['LastModifiedDate'])) ?? 0).toISOString(),
  };
}

export function identityBody(options: UserInfoOptions, version: string | null): Record<string, unknown> {
  const { base, orgId, user } = options;
  return {
    id: identityUrl(options),
    asserted_user: true,
    user_id: user['Id'],
    organization_id: orgId,
    username: user['Username'],
    nick_name: user['Alias'],
    display_name: user['Name'],
    email: user['Email'],
    email_verified: true,
    first_name: user['FirstName'],
    last_name: user['LastName'],
    timezone: user['TimeZoneSidKey'],
    photos: { picture: `${base}/profilephoto/005/F`, thumbnail: `${base}/profilephoto/005/T` },
    addr_street: null,
    addr_city: null,
    addr_state: null,
    addr_country: null,
    addr_zip: null,
    mobile_phone: null,
    mobile_phone_verified: false,
    is_lightning_login_user: false,
    status: { created_date: null, body: null },
    urls: serviceUrls(options, version === 'latest' || version === null ? undefined : version),
    active: user['IsActive'],
    user_type: 'STANDARD',
    language: user['LanguageLocaleKey'],
    locale: user['LocaleSidKey'],
    utcOffset: 0,
    last_modified_date: user['LastModifiedDate'],
  };
}
