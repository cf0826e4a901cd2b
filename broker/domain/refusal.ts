/** A refusal in words a person may read: one sentence, its faults, no personal data, no longer than a Salesforce text. */
import type { CustomerOrder } from '../../canonical/order.ts';
import { clip } from './clip.ts';
import type { Reason } from './reason.ts';
import { redact } from './redact.ts';

const CODE_LENGTH = 60;
const MESSAGE_LENGTH = 255;

/** Words of an outside system about an order, made fit to show. */
export function shownText(text: string, order: CustomerOrder | undefined): string {
  return clip(redact(text, order), MESSAGE_LENGTH);
}

/** A code of an outside system, made fit to store. */
export function shownCode(code: string, order: CustomerOrder | undefined): string {
  return clip(redact(code, order), CODE_LENGTH) || 'UNSPECIFIED';
}

/** Joins a refusal's sentence with its faults. */
export function refusalOf(code: string, message: string, faults: readonly string[], order: CustomerOrder | undefined): Reason {
  const text = faults.length === 0 ? message : `${message}: ${faults.join('; ')}`;
  return { code: shownCode(code, order), message: shownText(text, order) };
}
