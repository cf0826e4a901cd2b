/** Asks why, before something is done. */
import ReasonModal from 'c/obReasonModal';

/**
 * @template Answer
 * @param {{ label: string, explanation: string, heading?: string, caseOrderId?: string, subject?: string }} deed what is to be done, and what
 *   will happen then; `subject` is that of `c/obActionModal`
 * @param {(content: { text: string, idempotencyKey: string, caseId?: string }) => Promise<Answer>} call does it
 * @returns {Promise<Answer | undefined>} what `call` answered; undefined: it was given up
 */
export function askReason({ label, heading = label, ...more }, call) {
  return ReasonModal.open({ size: 'small', label, heading, sendLabel: label, ...more, call });
}
