/** Pages have a text for whatever trouble the broker finds itself; that texts are labels in every language, other checks see. */
import { EXCEPTION_CODES } from '../../../canonical/exception-codes.ts';
import type { Finding } from '../finding.ts';
import type { PackageModel } from '../source/package-model.ts';

const PATH = 'force-app/main/console/lwc/obExceptionTexts/obExceptionTexts.js';
/** A code and its label: `ORDER_STUCK: LABELS.orderStuck`. */
const TEXT = /\b([A-Z][A-Z_]+): LABELS\.\w+/g;

/** Codes for which the component has no text, and texts for codes that nothing is called any more. */
export function checkExceptionTexts({ texts }: PackageModel): readonly Finding[] {
  const named = [...(texts.get(PATH) ?? '').matchAll(TEXT)].map(([, code = '']) => code);
  const found = (message: string): Finding => ({ path: PATH, line: 0, message });
  const codes = new Set<string>(EXCEPTION_CODES);
  return [
    ...EXCEPTION_CODES.filter((code) => !named.includes(code)).map((code) => found(`exceptions have no text for ${code}`)),
    ...named.filter((code) => !codes.has(code)).map((code) => found(`no exception is called ${code}`)),
  ];
}
