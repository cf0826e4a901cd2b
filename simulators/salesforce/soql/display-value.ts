/**
 * `displayValue` of a field: labels of picklists, numbers and instants in the user's locale and time zone, null for everything else.
 * Source: "Field Value" of the User Interface API guide.
 */
import type { FieldKind, OrgField } from '../metadata/model.ts';
import { wordIn } from '../metadata/translations.ts';
import { parseDatetime } from '../storage/instants.ts';
import type { StoredRecord, StoredValue } from '../storage/transaction.ts';

export type DisplayStyle = { readonly language: string; readonly locale: string; readonly timeZone: string };

/** The org has one currency; amounts show its sign, whatever the currency of the record. */
const ORG_CURRENCY = 'USD';

type Formatter = (value: string | number, field: OrgField, style: DisplayStyle) => string;

export function styleOf(user: StoredRecord | undefined): DisplayStyle {
  const locale = String(user?.['LocaleSidKey'] ?? 'en_US').replace('_', '-');
  const language = String(user?.['LanguageLocaleKey'] ?? 'en_US');
  return { language, locale, timeZone: String(user?.['TimeZoneSidKey'] ?? 'GMT') };
}

export function displayValue(field: OrgField, value: StoredValue, style: DisplayStyle): string | null {
  if (value === null || typeof value === 'boolean') return null;
  return FORMATTERS[field.kind]?.(value, field, style) ?? null;
}

function picklistLabel(value: string, { picklist }: OrgField, { language }: DisplayStyle): string {
  const known = picklist?.find((entry) => entry.value === value);
  return known === undefined ? value : wordIn(language, known);
}

const number: Formatter = (value, { scale }, { locale }) => new Intl.NumberFormat(locale, fraction(scale)).format(Number(value));

function fraction(scale: number | undefined): Intl.NumberFormatOptions {
  return scale === undefined ? {} : { minimumFractionDigits: scale, maximumFractionDigits: scale };
}

const FORMATTERS: Readonly<Partial<Record<FieldKind, Formatter>>> = {
  picklist: (value, field, style) => picklistLabel(String(value), field, style),
  multipicklist: (value, field, style) =>
    String(value)
      .split(';')
      .map((one) => picklistLabel(one, field, style))
      .join(';'),
  int: number,
  double: number,
  percent: (value, field, style) => `${number(value, field, style)}%`,
  currency: (value, { scale }, { locale }) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: ORG_CURRENCY, ...fraction(scale) }).format(Number(value)),
  date: (value, _, { locale }) =>
    new Intl.DateTimeFormat(locale, { ...FULL_YEAR, timeZone: 'UTC' }).format(Date.parse(`${value}T00:00:00Z`)),
  datetime: (value, _, { locale, timeZone }) =>
    new Intl.DateTimeFormat(locale, { ...FULL_YEAR, hour: 'numeric', minute: '2-digit', timeZone }).format(
      parseDatetime(String(value)) ?? 0,
    ),
};

/** The platform's short forms write the year with four digits. */
const FULL_YEAR: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'numeric', day: 'numeric' };
