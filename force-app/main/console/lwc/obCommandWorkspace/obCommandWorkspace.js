/** The page of a command: what somebody asked of the broker, how far it is, and what came of it. */
import { LightningElement, api, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { IsConsoleNavigation } from 'lightning/platformWorkspaceApi';
import isTechnical from '@salesforce/customPermission/OB_View_Technical';
import { dateTimeText } from 'c/obFormat';
import { openRecord } from 'c/obNavigation';
import { RecordPage } from 'c/obRecordPage';
import { commandPageOf, commandSteps } from 'c/obWorkModel';
import { COMMAND_QUERY } from 'c/obWorkQuery';
import { LABELS } from './labels';

export default class ObCommandWorkspace extends RecordPage(NavigationMixin(LightningElement)) {
  labels = LABELS;

  @api recordId;

  @wire(IsConsoleNavigation) isConsole;

  /** Without a query the platform asks nothing. */
  get query() {
    return this.recordId ? COMMAND_QUERY : undefined;
  }

  get variables() {
    return { commandId: this.recordId };
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  take(answer) {
    this.takePage(answer, commandPageOf);
  }

  get isActive() {
    return this.page?.isPending === true;
  }

  get title() {
    return this.page.type?.label ?? LABELS.unnamed;
  }

  get steps() {
    const { status, publishState } = this.page;
    return commandSteps({ ...this.page, status: status?.code ?? null, publishState: publishState?.code ?? null });
  }

  get facts() {
    const { status, by, reason, resultText, deadline, isPending, resultCode, correlationId, idempotencyKey } = this.page;
    const technical = isTechnical === true ? [resultCode, correlationId, idempotencyKey].filter(Boolean).join(' · ') : '';
    return [
      { name: LABELS.status, value: status?.label },
      { name: LABELS.by, value: by },
      { name: LABELS.reason, value: reason },
      { name: LABELS.answer, value: resultText },
      { name: LABELS.deadline, value: isPending && deadline ? dateTimeText(deadline) : '' },
      { name: LABELS.technical, value: technical },
    ].filter(({ value }) => value);
  }

  openOrder() {
    openRecord(this, this.page.orderId, this.isConsole);
  }

  openReturn() {
    openRecord(this, this.page.returnId, this.isConsole);
  }
}
