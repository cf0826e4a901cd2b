/**
 * The page of an order: one query, kept fresh while somebody looks at it. Everything on it is a part that shows what it is
 * given; what a person asks for goes through the action bar.
 */
import { LightningElement, api, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { EnclosingTabId, IsConsoleNavigation, setTabHighlighted, setTabLabel } from 'lightning/platformWorkspaceApi';
import canEscalate from '@salesforce/customPermission/OB_Escalate_Order';
import canOperate from '@salesforce/customPermission/OB_Replay_Command';
import isTechnical from '@salesforce/customPermission/OB_View_Technical';
import { orderSteps } from 'c/obMilestones';
import { openRecord } from 'c/obNavigation';
import { orderPageOf } from 'c/obOrderModel';
import { ORDER_QUERY } from 'c/obOrderQuery';
import { RecordPage } from 'c/obRecordPage';
import { LABELS } from './labels';

/** Steps follow codes, whatever they are called in the user's language. */
function codesOf(item) {
  return { ...item, status: item.status?.code ?? null };
}

const ACTIVE_SYNC = new Set(['In progress', 'Being verified', 'Retrying']);

export default class ObOrderWorkspace extends RecordPage(NavigationMixin(LightningElement)) {
  labels = LABELS;
  isTechnical = isTechnical === true;
  canOperate = canOperate === true;
  canEscalate = canEscalate === true;

  @api recordId;
  /** `Adaptive`, `Poll` or `Off`. */
  @api liveUpdates = 'Adaptive';
  @api staleAfterMinutes = 30;

  knownExceptions;

  @wire(EnclosingTabId) tabId;
  @wire(IsConsoleNavigation) isConsole;

  /** Without a query the platform asks nothing. */
  get query() {
    return this.recordId ? ORDER_QUERY : undefined;
  }

  get variables() {
    return { orderId: this.recordId };
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  take(answer) {
    this.takePage(answer, orderPageOf);
    if (answer.data) this.tellTab();
  }

  get liveMode() {
    return this.liveUpdates;
  }

  get order() {
    return this.shown?.order;
  }

  get steps() {
    const { order, lines, shipments, returns } = this.page;
    return orderSteps(codesOf(order), lines, { shipments, returns: returns.map(codesOf) });
  }

  /** The broker says so by an exception: the status itself stays what it was. */
  get isUnmapped() {
    return this.page.exceptions.some(({ category }) => category?.code === 'Unmapped status');
  }

  get hasCommands() {
    return this.page.commands.length > 0;
  }

  get isMissing() {
    return Object.fromEntries(this.page.missing.map((list) => [list, true]));
  }

  get hasCutLines() {
    return this.page.cutOff.includes('Lines__r');
  }

  get hasOtherCuts() {
    return this.page.cutOff.some((list) => list !== 'Lines__r');
  }

  /** An answer is expected: something was asked for, or is being tried. */
  get isActive() {
    const { order, commands = [], exceptions = [] } = this.page ?? {};
    return [
      commands.some(({ isPending }) => isPending),
      exceptions.some(({ nextRetryAt }) => nextRetryAt !== null),
      ACTIVE_SYNC.has(order?.sync?.code ?? ''),
    ].some(Boolean);
  }

  get version() {
    const { order, commands } = this.page;
    return JSON.stringify([order.version, order.status, commands.map(({ id, status }) => [id, status])]);
  }

  actOnException({ detail }) {
    this.refs.actions.start(detail.action, { exceptionId: detail.exceptionId });
  }

  goToHeading() {
    this.refs.header.focusHeading();
  }

  open({ detail }) {
    openRecord(this, detail, this.isConsole);
  }

  /** In a console the tab has the order's number, and lights up when something goes wrong behind another tab. */
  tellTab() {
    if (!this.isConsole || !this.tabId || !this.page) return;
    const { order, exceptions } = this.page;
    if (order.number) setTabLabel(this.tabId, order.number);
    const isNew = this.knownExceptions && exceptions.some(({ id }) => !this.knownExceptions.has(id));
    if (isNew) setTabHighlighted(this.tabId, true, { pulse: true, state: 'warning' });
    this.knownExceptions = new Set(exceptions.map(({ id }) => id));
  }
}
