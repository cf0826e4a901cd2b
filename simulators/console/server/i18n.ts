/** `@salesforce/i18n/…` for a language. Source: "Internationalization" of the LWC Developer Guide; patterns are those of CLDR, as the platform's are. */

export type Language = 'en' | 'de';

export const LANGUAGES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', de: 'de-DE' };

/** `de-DE`. */
export const localeOf = (language: Language): string => LOCALES[language];

const DATE_PATTERNS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    shortDateFormat: 'M/d/yyyy',
    mediumDateFormat: 'MMM d, yyyy',
    longDateFormat: 'MMMM d, yyyy',
    shortTimeFormat: 'h:mm a',
    mediumTimeFormat: 'h:mm:ss a',
    shortDateTimeFormat: 'M/d/yyyy h:mm a',
    mediumDateTimeFormat: 'MMM d, yyyy h:mm:ss a',
    longDateTimeFormat: 'MMMM d, yyyy h:mm:ss a',
  },
  de: {
    shortDateFormat: 'dd.MM.yyyy',
    mediumDateFormat: 'dd.MM.yyyy',
    longDateFormat: 'd. MMMM yyyy',
    shortTimeFormat: 'HH:mm',
    mediumTimeFormat: 'HH:mm:ss',
    shortDateTimeFormat: 'dd.MM.yyyy HH:mm',
    mediumDateTimeFormat: 'dd.MM.yyyy HH:mm:ss',
    longDateTimeFormat: 'd. MMMM yyyy HH:mm:ss',
  },
};

const NUMBER_SIGNS = {
  exponentialSign: 'E',
  infinity: '∞',
  minusSign: '-',
  nan: 'NaN',
  perMilleSign: '‰',
  percentSign: '%',
  plusSign: '+',
  superscriptingExponentSign: '×',
  numberFormat: '#,##0.###',
};

type Place = { readonly language: Language; readonly timeZone: string; readonly currency: string; readonly rightToLeft: boolean };

/** Values by the name after `@salesforce/i18n/`. */
export function i18nOf({ language, timeZone, currency, rightToLeft }: Place): Readonly<Record<string, string | number>> {
  const locale = LOCALES[language];
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency }).formatToParts(1234.5);
  const part = (type: Intl.NumberFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  const before = parts[0]?.type === 'currency';
  const numbers = {
    ...NUMBER_SIGNS,
    currencySymbol: part('currency'),
    decimalSeparator: part('decimal'),
    groupingSeparator: part('group'),
    currencyFormat: before ? '¤#,##0.00' : '#,##0.00 ¤',
    percentFormat: before ? '#,##0%' : '#,##0 %',
  };
  const named = (prefix: string, values: Readonly<Record<string, string>>): [string, string][] =>
    Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]);
  return {
    lang: language,
    dir: rightToLeft ? 'rtl' : 'ltr',
    locale,
    timeZone,
    currency,
    firstDayOfWeek: language === 'de' ? 2 : 1,
    ...Object.fromEntries([...named('dateTime', DATE_PATTERNS[language]), ...named('number', numbers)]),
  };
}
