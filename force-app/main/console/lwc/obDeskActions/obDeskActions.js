/**
 * What may be done with many exceptions: the questions each asks first, and how a portion of them is sent. Every exception has a key of its
 * own, made of the key of the wish, so that a portion that was lost on the way may be sent again.
 */
import USER_ID from '@salesforce/user/Id';
import assign from '@salesforce/apex/OB_ExceptionActions.assign';
import bulkRetry from '@salesforce/apex/OB_ExceptionActions.bulkRetry';
import owners from '@salesforce/apex/OB_ExceptionActions.owners';
import resolve from '@salesforce/apex/OB_ExceptionActions.resolve';
import { askReason } from 'c/obAskReason';
import ObAssignModal from 'c/obAssignModal';
import { problemOf } from 'c/obErrors';
import { quantityText } from 'c/obFormat';
import { format } from 'c/obText';
import { LABELS } from './labels';

/** Small enough that one sees it go on. */
const PORTION = 20;
/** Resolved one by one, so many at a time. */
const AT_ONCE = 5;
/** Work that never left this browser, or came to nobody: it is no answer about one exception. */
const UNANSWERED = new Set(['offline', 'session']);

/** What was typed goes out with each portion. @param {object} content */
const asTyped = async (content) => content;

/** @param {string} label @param {string} chosen @param {string} explanation */
function why(label, chosen, explanation) {
  return askReason({ label, heading: `${label}: ${chosen}`, explanation }, asTyped);
}

async function resolveOne(exceptionId, { text, idempotencyKey }) {
  try {
    await resolve({ request: { exceptionId, reason: text, idempotencyKey: `${idempotencyKey}-${exceptionId}` } });
    return { exceptionId };
  } catch (error) {
    const { kind, messages } = problemOf(error);
    if (UNANSWERED.has(kind)) throw error;
    return { exceptionId, refusal: messages[0] ?? LABELS.failed };
  }
}

/** What is said of so many that were taken. */
function saying(title, { one, many }, ...more) {
  return (count) => ({ title, message: format(count === 1 ? one : many, quantityText(count), ...more) });
}

const TO_THE_BROKER = saying(LABELS.sentTitle, { one: LABELS.takenOne, many: LABELS.takenMany });

/** @param {string} ownerId @param {string} [ownerName] left out: the user's own */
function assignTo(ownerId, ownerName) {
  const mine = saying(LABELS.assignedTitle, { one: LABELS.yoursOne, many: LABELS.yoursMany });
  const theirs = saying(LABELS.assignedTitle, { one: LABELS.assignedOne, many: LABELS.assignedMany }, ownerName);
  return {
    portion: PORTION,
    said: ownerId === USER_ID ? mine : theirs,
    send: (exceptionIds) => assign({ request: { exceptionIds, ownerId } }),
  };
}

const ACTIONS = {
  retry: async (chosen) => {
    const said = await why(LABELS.retry, chosen, LABELS.explainRetry);
    if (!said) return undefined;
    const { text: reason, idempotencyKey } = said;
    return {
      portion: PORTION,
      said: TO_THE_BROKER,
      send: (exceptionIds) => bulkRetry({ request: { exceptionIds, reason, idempotencyKey } }),
    };
  },
  resolve: async (chosen) => {
    const said = await why(LABELS.resolve, chosen, LABELS.explainResolve);
    return said && { portion: AT_ONCE, said: TO_THE_BROKER, send: (ids) => Promise.all(ids.map((id) => resolveOne(id, said))) };
  },
  takeOver: async () => assignTo(USER_ID),
  assign: async (chosen) => {
    const said = await ObAssignModal.open({
      size: 'small',
      label: LABELS.assign,
      heading: `${LABELS.assignSend}: ${chosen}`,
      sendLabel: LABELS.assignSend,
      find: (text) => owners({ request: { text } }),
      call: asTyped,
    });
    return said && assignTo(said.ownerId, said.ownerName);
  },
};

/** In the order of use. */
export const DESK_ACTIONS = [
  { name: 'retry', label: LABELS.retry, icon: 'utility:retweet' },
  { name: 'takeOver', label: LABELS.takeOver, icon: 'utility:adduser' },
  { name: 'assign', label: LABELS.assign, icon: 'utility:people' },
  { name: 'resolve', label: LABELS.resolve, icon: 'utility:check' },
];

/**
 * Asks what an action needs to know.
 * @param {string} name of `DESK_ACTIONS`
 * @param {string} chosen how many it is about, in words
 * @returns {Promise<{ portion: number, send: (ids: string[]) => Promise<import('c/obBatch').Answer[]>, said: (count: number) => { title: string,
 *   message: string } } | undefined>} how it is sent, and what to say of so many that were taken; undefined: given up
 */
export function askAction(name, chosen) {
  return ACTIONS[name](chosen);
}
