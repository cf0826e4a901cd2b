/** Text that may be an Id. */
import { normalizeId } from '../storage/record-id.ts';

/**
 * The Id a text is: 18 characters, made so from 15; undefined for other text. Apex takes any 18 letters and digits, whatever their last
 * three say of the others: packages make ids for their tests so. The API does not.
 */
export function readIdText(text: string): string | undefined {
  return normalizeId(text) ?? (/^[A-Za-z0-9]{18}$/.test(text) ? text : undefined);
}
