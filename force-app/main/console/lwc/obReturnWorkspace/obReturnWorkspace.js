/** The page of a return: its milestones, what comes back and what was made of it, the refund, and the way to take it back. */
import { LightningElement, api, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { IsConsoleNavigation } from 'lightning/platformWorkspaceApi';
import cancelReturn from '@salesforce/apex/OB_ReturnActions.cancelReturn';
import canStart from '@salesforce/customPermission/OB_Start_Return';
import isTechnical from '@salesforce/customPermission/OB_View_Technical';
import { askReason } from 'c/obAskReason';
import { dateText, moneyText, quantityText, relativeText } from 'c/obFormat';
import { freshnessOf } from 'c/obFreshness';
import { isFinalReturnStatus, isKnownReturnStatus, returnSteps } from 'c/obMilestones';
import { openRecord } from 'c/obNavigation';
import { RecordPage } from 'c/obRecordPage';
import { returnPageOf } from 'c/obReturnModel';
import { RETURN_QUERY } from 'c/obReturnQuery';
import { format } from 'c/obText';
import { LABELS } from './labels';

export default class ObReturnWorkspace extends RecordPage(NavigationMixin(LightningElement)) {
  labels = LABELS;
  isTechnical = isTechnical === true;

  @api recordId;
  /** `Adaptive`, `Poll` or `Off`. */
  @api liveUpdates = 'Adaptive';
  @api staleAfterMinutes = 30;

  @wire(IsConsoleNavigation) isConsole;

  /** Without a query the platform asks nothing. */
  get query() {
    return this.recordId ? RETURN_QUERY : undefined;
  }

  get variables() {
    return { returnId: this.recordId };
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  take(answer) {
    this.takePage(answer, returnPageOf);
  }

  get liveMode() {
    return this.liveUpdates;
  }

  get isActive() {
    return (this.page?.commands ?? []).some(({ isPending }) => isPending);
  }

  /** Nothing is sent back any more. */
  get isOver() {
    return isFinalReturnStatus(this.page.status?.code);
  }

  get title() {
    return format(LABELS.heading, this.page.rma ?? this.page.key ?? '');
  }

  get steps() {
    return returnSteps({ ...this.page, status: this.page.status?.code ?? null });
  }

  get statusText() {
    const { status } = this.page;
    return !status || isKnownReturnStatus(status.code) ? status?.label : format(LABELS.unknownStatus, status.label);
  }

  get facts() {
    const { rawStatus, reason, resolution, refundAmount, refundState, currency, returnBy, document, rma } = this.page;
    const refund = [moneyText(refundAmount, currency), refundState?.label].filter(Boolean).join(' · ');
    return [
      { name: LABELS.status, value: this.statusText },
      { name: LABELS.reported, value: rawStatus },
      { name: LABELS.reason, value: reason?.label },
      { name: LABELS.resolution, value: resolution?.label },
      { name: LABELS.refund, value: refund },
      { name: LABELS.due, value: this.isOver ? undefined : dateText(returnBy) },
      { name: LABELS.document, value: document === rma ? undefined : document },
    ].filter(({ value }) => value);
  }

  get freshness() {
    const { page, now, staleAfterMinutes } = this;
    const { kind, ageMs, brokerAgeMs } = freshnessOf({ ...page, isFinal: this.isOver }, { now, staleAfterMinutes });
    const texts = {
      live: () => format(LABELS.asOf, relativeText(-ageMs)),
      stale: () => format(LABELS.stale, relativeText(-ageMs)),
      offline: () => format(LABELS.offline, relativeText(-brokerAgeMs)),
      never: () => LABELS.never,
    };
    return texts[kind]();
  }

  get label() {
    const isUsable = !this.isOver && /^https?:\/\//i.test(this.page.labelUrl ?? '');
    return isUsable ? this.page.labelUrl : undefined;
  }

  get items() {
    return this.page.lines.map((line) => ({
      id: line.id,
      name: line.name ?? LABELS.unknownLine,
      quantities: this.quantitiesOf(line),
      outcome: [line.condition?.label, line.disposition?.label, moneyText(line.refundAmount, this.page.currency), line.detail]
        .filter(Boolean)
        .join(' · '),
    }));
  }

  quantitiesOf({ asked, authorized, received, refused, credited }) {
    const parts = [
      [LABELS.asked, asked],
      [LABELS.authorized, authorized],
      [LABELS.received, received],
      [LABELS.refused, refused],
      [LABELS.credited, credited],
    ];
    return parts.filter(([, value]) => value > 0).map(([template, value]) => format(template, quantityText(value)));
  }

  get canTakeBack() {
    return canStart === true && this.page.isOpen;
  }

  openOrder() {
    openRecord(this, this.page.orderId, this.isConsole);
  }

  get caseLabel() {
    return this.page.caseNumber ? format(LABELS.caseNumber, this.page.caseNumber) : '';
  }

  openCase() {
    openRecord(this, this.page.caseId, this.isConsole);
  }

  async takeBack() {
    const returnId = this.recordId;
    const deed = { label: LABELS.takeBack, explanation: LABELS.explainTakeBack, subject: `cancelReturn:${returnId}` };
    const answer = await askReason(deed, ({ text, idempotencyKey }) =>
      cancelReturn({ request: { returnId, reason: text, idempotencyKey } }),
    );
    if (!answer) return;
    this.dispatchEvent(new ShowToastEvent({ title: LABELS.sentTitle, message: format(LABELS.sent, LABELS.takeBack), variant: 'success' }));
    this.hurry();
  }
}
