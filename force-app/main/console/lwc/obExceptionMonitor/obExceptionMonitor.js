/** The utility bar's view of what is stuck: the most urgent few, and the way to the desk. */
import { LightningElement, api, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import canOperate from '@salesforce/customPermission/OB_Replay_Command';
import { byUrgency, clockOf, deskOf } from 'c/obDeskModel';
import { OPEN_EXCEPTIONS_QUERY } from 'c/obDeskQuery';
import { exceptionTextsOf } from 'c/obExceptionTexts';
import { relativeText } from 'c/obFormat';
import { LivePage } from 'c/obLivePage';
import { format, plural } from 'c/obText';
import { LABELS } from './labels';

const MOST = 50;
const SHOWN = 10;

export default class ObExceptionMonitor extends LivePage(NavigationMixin(LightningElement)) {
  labels = LABELS;
  canOperate = canOperate === true;
  variables = { first: MOST };
  desk;

  /** How many minutes an exception may stay open; errors half as long. */
  @api slaMinutes = 60;

  /** Without a query the platform asks nothing. */
  get query() {
    return this.canOperate ? OPEN_EXCEPTIONS_QUERY : undefined;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  take(answer) {
    const data = this.receive(answer);
    if (data) this.desk = deskOf(data);
  }

  get isForbidden() {
    return !this.canOperate;
  }

  get isLoading() {
    return this.canOperate && !this.desk && !this.problem;
  }

  get isBlocked() {
    return !this.desk && Boolean(this.problem);
  }

  get isEmpty() {
    return this.desk?.rows.length === 0;
  }

  get options() {
    return { now: this.now, minutes: this.slaMinutes };
  }

  get lateText() {
    const count = (this.desk?.rows ?? []).filter((row) => clockOf(row, this.options).state === 'late').length;
    return count > 0 ? plural(count, { one: LABELS.lateOne, many: LABELS.lateMany }) : '';
  }

  get items() {
    return byUrgency(this.desk?.rows ?? [], this.options)
      .slice(0, SHOWN)
      .map((row) => ({
        id: row.id,
        orderId: row.orderId,
        order: row.orderNumber ?? LABELS.noOrder,
        message: exceptionTextsOf(row).title,
        clock: this.clockText(row),
      }));
  }

  clockText(row) {
    const { state, leftMs } = clockOf(row, this.options);
    if (state === 'unknown') return '';
    return format(state === 'late' ? LABELS.late : LABELS.due, relativeText(leftMs));
  }

  open(event) {
    const { id } = event.currentTarget.dataset;
    this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes: { recordId: id, actionName: 'view' } });
  }

  openDesk() {
    this[NavigationMixin.Navigate]({ type: 'standard__navItemPage', attributes: { apiName: 'OB_Exception_Desk' } });
  }
}
