/** The page of an exception: what is wrong, since when, whose turn, the next try, and what may be done about it. */
import { LightningElement, api, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { IsConsoleNavigation } from 'lightning/platformWorkspaceApi';
import escalate from '@salesforce/apex/OB_ExceptionActions.escalate';
import resolve from '@salesforce/apex/OB_ExceptionActions.resolve';
import retry from '@salesforce/apex/OB_ExceptionActions.retry';
import canEscalate from '@salesforce/customPermission/OB_Escalate_Order';
import canOperate from '@salesforce/customPermission/OB_Replay_Command';
import isTechnical from '@salesforce/customPermission/OB_View_Technical';
import { askReason } from 'c/obAskReason';
import { dateTimeText } from 'c/obFormat';
import { openRecord } from 'c/obNavigation';
import { RecordPage } from 'c/obRecordPage';
import { format } from 'c/obText';
import { exceptionPageOf } from 'c/obWorkModel';
import { EXCEPTION_QUERY } from 'c/obWorkQuery';
import { LABELS } from './labels';

const ACTIONS = {
  retry: { apex: retry, label: LABELS.retry, explanation: LABELS.explainRetry },
  resolve: { apex: resolve, label: LABELS.resolve, explanation: LABELS.explainResolve },
  escalate: { apex: escalate, label: LABELS.escalate, explanation: LABELS.explainEscalate },
};

export default class ObExceptionWorkspace extends RecordPage(NavigationMixin(LightningElement)) {
  labels = LABELS;
  canOperate = canOperate === true;
  canEscalate = canEscalate === true;
  isTechnical = isTechnical === true;

  @api recordId;

  @wire(IsConsoleNavigation) isConsole;

  /** Without a query the platform asks nothing. */
  get query() {
    return this.recordId ? EXCEPTION_QUERY : undefined;
  }

  get variables() {
    return { exceptionId: this.recordId };
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  take(answer) {
    this.takePage(answer, exceptionPageOf);
  }

  get open() {
    return this.page.isOpen ? [this.page.exception] : [];
  }

  get ended() {
    const { isOpen, resolvedAt, exception } = this.page;
    if (isOpen) return '';
    return resolvedAt ? format(LABELS.resolvedAt, dateTimeText(resolvedAt)) : (exception.status?.label ?? LABELS.noStatus);
  }

  get endedMessage() {
    const { message, category, code } = this.page.exception;
    return message ?? category?.label ?? code;
  }

  openOrder() {
    openRecord(this, this.page.orderId, this.isConsole);
  }

  get caseLabel() {
    const { caseNumber } = this.page.exception;
    return caseNumber ? format(LABELS.caseNumber, caseNumber) : '';
  }

  openCase() {
    openRecord(this, this.page.exception.caseId, this.isConsole);
  }

  async act({ detail }) {
    const { apex, label, explanation } = ACTIONS[detail.action];
    const { orderId } = this.page;
    const isEscalation = detail.action === 'escalate';
    const about = { exceptionId: detail.exceptionId, ...(isEscalation && { orderId }) };
    const deed = { label, explanation, ...(isEscalation && { caseOrderId: orderId }) };
    const answer = await askReason(deed, ({ text, ...content }) => apex({ request: { ...about, reason: text, ...content } }));
    if (!answer) return;
    const message = answer.caseNumber ? format(answer.created ? LABELS.caseCreated : LABELS.caseLinked, answer.caseNumber) : LABELS.sent;
    this.dispatchEvent(new ShowToastEvent({ title: label, message, variant: 'success' }));
    this.hurry();
  }
}
