/** Numbers as a locale writes them: `Decimal.format()`, `Integer.format()`. */
import { plainText, setScale } from '../decimal.ts';
import type { ApexDecimal } from '../values.ts';

/** `de_DE` as Intl names it; that of no language for what is no locale, as in Java. */
export function localeTag(locale: string): string {
  const tag = locale.replaceAll('_', '-');
  try {
    return new Intl.Locale(tag).toString();
  } catch {
    return 'und';
  }
}

const formats = new Map<string, Intl.NumberFormat>();

/** Grouped, with at most three digits after the point and no zeros at their end, as java.text.NumberFormat has it by default. */
export function groupedText(value: ApexDecimal, locale: string): string {
  let format = formats.get(locale);
  if (format === undefined) {
    format = new Intl.NumberFormat(localeTag(locale), { maximumFractionDigits: 20 });
    formats.set(locale, format);
  }
  const digits = setScale(value, { scale: Math.min(value.scale, 3), mode: 'HALF_EVEN' });
  return format.format(plainText(digits) as Intl.StringNumericLiteral);
}
