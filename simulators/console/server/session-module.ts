/** The module that tells a page who looks at it: everything a bundle leaves open, so that one bundle serves every user and language. */
import { listSourceFiles } from '../metadata/source-files.ts';
import { readLabels, readTranslations } from '../metadata/labels.ts';
import { i18nOf, LANGUAGES } from './i18n.ts';
import type { ConsoleSession } from './sessions.ts';
import { SHELL_TEXTS } from './texts.ts';

/** Labels of the source folders by name: in this language where they are translated. */
export function readWords(sources: readonly string[], language: string): Readonly<Record<string, string>> {
  const files = listSourceFiles(sources);
  return Object.fromEntries([...readLabels(files), ...(readTranslations(files).get(language) ?? [])]);
}

export function sessionModule(labels: Readonly<Record<string, string>>, { user, org, preferences }: ConsoleSession): string {
  const session = {
    userId: org.userId,
    userName: user.name,
    username: user.username,
    customPermissions: Object.fromEntries(org.customPermissions.map((name) => [name, true])),
    formFactor: 'Large',
    i18n: i18nOf({ ...preferences, timeZone: user.timeZone, currency: 'EUR' }),
    labels,
    texts: SHELL_TEXTS[preferences.language],
    preferences,
    languages: LANGUAGES,
  };
  return `export default ${JSON.stringify(session)};\n`;
}
