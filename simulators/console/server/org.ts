/** What the console's server asks of the local org for itself: who there is, and a session for one of them. */
import { z } from 'zod';
import { LANGUAGES, localeOf } from './i18n.ts';
import type { Language } from './i18n.ts';

export type OrgUser = { readonly username: string; readonly name: string; readonly timeZone: string; readonly language: Language };

export type OrgSession = { readonly accessToken: string; readonly userId: string; readonly customPermissions: readonly string[] };

export type OrgPlace = {
  /** `http://127.0.0.1:8480` */
  readonly restUrl: string;
  /** The simulator's own port, `http://127.0.0.1:8481/_org`. */
  readonly adminUrl: string;
};

const usersAnswer = z.object({
  records: z.array(
    z.looseObject({
      Username: z.string(),
      Name: z.string(),
      TimeZoneSidKey: z.string().nullish(),
      LanguageLocaleKey: z.string().nullish(),
    }),
  ),
});
const sessionAnswer = z.object({ accessToken: z.string(), userId: z.string(), customPermissions: z.array(z.string()) });

const USERS =
  "SELECT Username, Name, TimeZoneSidKey, LanguageLocaleKey FROM User WHERE IsActive = true AND UserType = 'Standard' ORDER BY Name";

async function reach(url: string, init?: RequestInit): Promise<Response> {
  return fetch(url, init).catch(() => {
    throw new Error(`There is no org at ${new URL(url).origin}. Start one with npm run org, or say where it is with --org-admin-url.`);
  });
}

/** The active users. Rejects when the org is away. */
export async function usersOf({ adminUrl }: OrgPlace): Promise<readonly OrgUser[]> {
  const response = await reach(`${adminUrl}/query?q=${encodeURIComponent(USERS)}`);
  if (!response.ok) throw new Error(`the org does not tell its users: ${await response.text()}`);
  const { records } = usersAnswer.parse(await response.json());
  return records.map((user) => ({
    username: user.Username,
    name: user.Name,
    timeZone: user.TimeZoneSidKey ?? 'Europe/Berlin',
    language: languageOf(user.LanguageLocaleKey ?? ''),
  }));
}

/** Undefined for a user there is not. */
export async function openSession({ adminUrl }: OrgPlace, username: string): Promise<OrgSession | undefined> {
  const response = await reach(`${adminUrl}/sessions`, { method: 'POST', body: JSON.stringify({ username }) });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`the org opens no session: ${await response.text()}`);
  return sessionAnswer.parse(await response.json());
}

/** `de` and `de_AT` are German; what the console has no words for is shown in English. */
function languageOf(key: string): Language {
  const [language = ''] = key.split('_');
  return language in LANGUAGES ? (language as Language) : 'en';
}

/** Sets the language the org speaks to a user: words of picklists, names of fields, messages. Rejects when the org is away. */
export async function chooseLanguage({ adminUrl }: OrgPlace, username: string, language: Language): Promise<void> {
  const locale = localeOf(language).replace('-', '_');
  const key = language === 'en' ? 'en_US' : language;
  const body = JSON.stringify({ username, language: key, locale });
  const response = await reach(`${adminUrl}/personal-settings`, { method: 'POST', body });
  if (!response.ok) throw new Error(`the org does not take the language: ${await response.text()}`);
}
