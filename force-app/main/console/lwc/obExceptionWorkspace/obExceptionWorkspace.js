/** The page of an exception: what is wrong, since when, whose turn, the next try, and what may be done about it. */
import { LightningElement, api, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { IsConsoleNavigation } from 'lightning/platformWorkspaceApi';
import canEscalate from '@salesforce/customPermission/OB_Escalate_Order';
import canOperate from '@salesforce/customPermission/OB_Replay_Command';
import isTechnical from '@salesforce/customPermission/OB_View_Technical';
import { openAction } from 'c/obActions';
import { exceptionTextsOf } from 'c/obExceptionTexts';
import { dateTimeText } from 'c/obFormat';
import { openRecord } from 'c/obNavigation';
import { RecordPage } from 'c/obRecordPage';
import { format } from 'c/obText';
import { exceptionPageOf } from 'c/obWorkModel';
import { EXCEPTION_QUERY } from 'c/obWorkQuery';
import { LABELS } from './labels';

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

  /** It is open until somebody, or the broker by itself, has seen to it. */
  get isActive() {
    return this.page?.isOpen === true;
  }

  get open() {
    return this.page.isOpen ? [this.page.exception] : [];
  }

  get ended() {
    const { isOpen, resolvedAt, exception } = this.page;
    if (isOpen) return '';
    return resolvedAt ? format(LABELS.resolvedAt, dateTimeText(resolvedAt)) : (exception.status?.label ?? LABELS.noStatus);
  }

  get endedTexts() {
    return exceptionTextsOf(this.page.exception, { isTechnical: this.isTechnical });
  }

  goToPage() {
    this.refs.page.focus();
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
    const { action, exceptionId } = detail;
    const taken = await openAction(action, { order: { id: this.page.orderId }, exceptionId, sent: LABELS.sent });
    if (!taken) return;
    const { title, message } = taken;
    this.dispatchEvent(new ShowToastEvent({ title, message, variant: 'success' }));
    this.hurry();
  }
}
