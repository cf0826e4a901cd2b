/**
 * Actions about an order: the name, the modal and the call of each, and what is said once it was taken. Whatever offers one, the action bar
 * or a quick action, opens it here.
 */
import addNote from '@salesforce/apex/OB_OrderActions.addNote';
import cancel from '@salesforce/apex/OB_OrderActions.cancel';
import changeDelivery from '@salesforce/apex/OB_OrderActions.changeDelivery';
import hold from '@salesforce/apex/OB_OrderActions.hold';
import liftHold from '@salesforce/apex/OB_OrderActions.liftHold';
import replay from '@salesforce/apex/OB_OrderActions.replay';
import submit from '@salesforce/apex/OB_OrderActions.submit';
import validate from '@salesforce/apex/OB_OrderActions.validate';
import startReturn from '@salesforce/apex/OB_ReturnActions.startReturn';
import escalate from '@salesforce/apex/OB_ExceptionActions.escalate';
import resolve from '@salesforce/apex/OB_ExceptionActions.resolve';
import retry from '@salesforce/apex/OB_ExceptionActions.retry';
import CancelModal from 'c/obCancelModal';
import DeliveryModal from 'c/obDeliveryModal';
import ReasonModal from 'c/obReasonModal';
import ReturnWizard from 'c/obReturnWizard';
import SubmitModal from 'c/obSubmitModal';
import { format } from 'c/obText';
import { LABELS } from './labels';

/** The broker takes no longer reasons. */
const LONGEST_REASON = 120;
/** What stays in Salesforce may be longer. */
const LONGEST_TEXT = 2000;

/** What actions are called, by the names of the eligibility. */
export const ACTION_LABELS = {
  ...{ submit: LABELS.submit, cancel: LABELS.cancel, startReturn: LABELS.startReturn, changeDelivery: LABELS.changeDelivery },
  ...{ hold: LABELS.hold, liftHold: LABELS.liftHold, addNote: LABELS.addNote, escalate: LABELS.escalate },
  ...{ replay: LABELS.replay, retry: LABELS.retry, resolve: LABELS.resolve },
};

/** A request about the order, sent by `apex`. */
function about({ order }, apex) {
  return (content) => apex({ request: { orderId: order.id, ...content } });
}

/** A modal with one text, which goes out as `field`. */
function reason(label, explanation, { apex, field = 'reason', about: more, ...properties }) {
  return {
    Modal: ReasonModal,
    label,
    properties: {
      ...{ heading: label, explanation, sendLabel: label, maxLength: LONGEST_REASON },
      ...properties,
      call: ({ text, ...content }) => apex({ request: { ...more, ...(text && { [field]: text }), ...content } }),
    },
  };
}

const MODALS = {
  submit: (context) => ({
    Modal: SubmitModal,
    label: LABELS.submit,
    properties: { validate: () => validate({ request: { orderId: context.order.id } }), call: about(context, submit) },
  }),
  cancel: (context) => ({
    Modal: CancelModal,
    label: LABELS.cancel,
    properties: { lines: context.eligibility.lines, call: about(context, cancel) },
  }),
  changeDelivery: (context) => ({
    Modal: DeliveryModal,
    label: LABELS.changeDelivery,
    properties: { order: context.order, call: about(context, changeDelivery) },
  }),
  startReturn: (context) => ({
    Modal: ReturnWizard,
    label: LABELS.startReturn,
    properties: { orderId: context.order.id, eligibility: context.eligibility, call: about(context, startReturn) },
  }),
  hold: ({ order }) => reason(LABELS.hold, LABELS.explainHold, { apex: hold, about: { orderId: order.id } }),
  liftHold: ({ order }) =>
    reason(LABELS.liftHold, LABELS.explainLiftHold, { apex: liftHold, about: { orderId: order.id }, isOptional: true }),
  replay: ({ order }) => reason(LABELS.replay, LABELS.explainReplay, { apex: replay, about: { orderId: order.id } }),
  retry: ({ exceptionId }) => reason(LABELS.retry, LABELS.explainRetry, { apex: retry, about: { exceptionId } }),
  resolve: ({ exceptionId }) => reason(LABELS.resolve, LABELS.explainResolve, { apex: resolve, about: { exceptionId } }),
  escalate: ({ order, exceptionId }) =>
    reason(LABELS.escalate, LABELS.explainEscalate, {
      ...{ apex: escalate, about: { orderId: order.id, ...(exceptionId && { exceptionId }) }, caseOrderId: order.id },
      maxLength: LONGEST_TEXT,
    }),
  addNote: ({ order }) =>
    reason(LABELS.addNote, LABELS.explainNote, {
      ...{ apex: addNote, about: { orderId: order.id }, field: 'text', textLabel: LABELS.noteText, maxLength: LONGEST_TEXT },
      isTextTheWish: true,
    }),
};

function saidOf(name, { label, sent = LABELS.sent }, answer) {
  if (name === 'addNote') return { title: label, message: LABELS.noted };
  if (name === 'escalate')
    return { title: label, message: format(answer.created ? LABELS.caseCreated : LABELS.caseLinked, answer.caseNumber) };
  return { title: LABELS.sentTitle, message: format(answer.repeated ? LABELS.repeated : sent, label) };
}

/**
 * Opens the modal of an action and waits for its end.
 * @param {string} name
 * @param {object} context the order, its eligibility, and what the action is about; `sent` is what to say where no requests are listed
 * @returns {Promise<{ title: string, message: string } | undefined>} undefined: it was given up
 */
export async function openAction(name, context) {
  const { Modal, label, properties } = MODALS[name](context);
  const subject = `${name}:${context.exceptionId ?? context.order.id}`;
  const answer = await Modal.open({ size: 'small', label, subject, ...properties });
  return answer ? saidOf(name, { label, sent: context.sent }, answer) : undefined;
}
