/** Open exceptions as work: what, how long, whose; retried, taken over and resolved one by one or many at once. */
import { LightningElement, api, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import canOperate from '@salesforce/customPermission/OB_Replay_Command';
import { makeBatch, NO_BATCH } from 'c/obBatch';
import { askAction, DESK_ACTIONS } from 'c/obDeskActions';
import { byUrgency, deskOf, filtered } from 'c/obDeskModel';
import { OPEN_EXCEPTIONS_QUERY } from 'c/obDeskQuery';
import { LivePage } from 'c/obLivePage';
import { plural } from 'c/obText';
import { LABELS } from './labels';

const MOST = 200;
/** What these are done to stays on the desk. */
const STAYING = new Set(['takeOver', 'assign']);

export default class ObExceptionDesk extends LivePage(NavigationMixin(LightningElement)) {
  labels = LABELS;
  actions = DESK_ACTIONS;
  query = OPEN_EXCEPTIONS_QUERY;
  variables = { first: MOST };
  canOperate = canOperate === true;
  desk;
  filter = { category: '', age: 'any', ownerId: '' };
  /** Ids. */
  chosen = [];
  /** What was started last, and how far it is. */
  work;
  progress = NO_BATCH;
  /** Rows by id that were on the desk when the work started: those that are done leave it. */
  orderNumbers = {};
  /** Ids of what the broker was asked to see to: it leaves the desk soon. */
  awaited = new Set();

  /** How many minutes an exception may stay open; errors half as long. */
  @api slaMinutes = 60;

  @wire(graphql, { query: '$query', variables: '$variables' })
  take(answer) {
    const data = this.receive(answer);
    if (!data) return;
    this.desk = deskOf(data);
    this.chooseShown();
  }

  /** Nothing is done to what one does not see: what is no longer shown is no longer chosen. */
  chooseShown() {
    const shown = new Set(this.rows.map(({ id }) => id));
    this.chosen = this.chosen.filter((id) => shown.has(id));
  }

  get isForbidden() {
    return !this.canOperate;
  }

  get isActive() {
    return (this.desk?.rows ?? []).some(({ id }) => this.awaited.has(id));
  }

  get isLoading() {
    return this.canOperate && !this.desk && !this.problem;
  }

  get isBlocked() {
    return this.canOperate && !this.desk && Boolean(this.problem);
  }

  get isShown() {
    return this.canOperate && Boolean(this.desk);
  }

  get rows() {
    return byUrgency(filtered(this.desk.rows, this.filter, this.now), { now: this.now, minutes: this.slaMinutes });
  }

  get isEmpty() {
    return this.rows.length === 0;
  }

  get emptyText() {
    return this.desk.rows.length === 0 ? LABELS.none : LABELS.noMatch;
  }

  get chosenText() {
    return plural(this.chosen.length, { one: LABELS.chosenOne, many: LABELS.chosenMany });
  }

  get isIdle() {
    return this.chosen.length === 0 || this.progress.isRunning;
  }

  get hasProgress() {
    const { isRunning, failure, answers } = this.progress;
    return isRunning || Boolean(failure) || answers.some(({ refusal }) => refusal);
  }

  setFilter({ detail }) {
    this.filter = detail;
    this.chooseShown();
  }

  choose({ detail }) {
    this.chosen = detail;
  }

  open({ detail }) {
    this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes: { recordId: detail, actionName: 'view' } });
  }

  async act(event) {
    const { name } = event.currentTarget.dataset;
    this.chooseShown();
    const ids = this.chosen;
    const how = await askAction(name, this.chosenText);
    if (!how) return;
    const { label } = DESK_ACTIONS.find((action) => action.name === name);
    this.orderNumbers = Object.fromEntries(this.desk.rows.map(({ id, orderNumber }) => [id, orderNumber]));
    const batch = makeBatch(ids, { portion: how.portion, send: how.send, tell: (progress) => this.follow(progress) });
    this.work = { label, said: how.said, send: () => batch.go() };
    if (!STAYING.has(name)) this.awaited = new Set(ids);
    await this.send();
  }

  /** Sends what is left of the work. */
  async send() {
    await this.work.send();
    this.tellTaken();
    this.hurry();
  }

  /** What was taken is done with; what was refused stays chosen, to be looked at. */
  follow(progress) {
    this.progress = progress;
    const taken = new Set(progress.answers.filter(({ refusal }) => !refusal).map(({ exceptionId }) => exceptionId));
    this.chosen = this.chosen.filter((id) => !taken.has(id));
  }

  tellTaken() {
    const taken = this.progress.answers.filter(({ refusal }) => !refusal).length;
    if (taken === 0) return;
    this.dispatchEvent(new ShowToastEvent({ ...this.work.said(taken), variant: 'success' }));
  }

  dismiss() {
    this.progress = NO_BATCH;
  }
}
