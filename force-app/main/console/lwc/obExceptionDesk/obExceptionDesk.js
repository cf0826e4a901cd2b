/** Open exceptions as work: what, how long, whose; retried, taken over and resolved one by one or many at once. */
import { LightningElement, api, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import USER_ID from '@salesforce/user/Id';
import assign from '@salesforce/apex/OB_ExceptionActions.assign';
import bulkRetry from '@salesforce/apex/OB_ExceptionActions.bulkRetry';
import owners from '@salesforce/apex/OB_ExceptionActions.owners';
import resolve from '@salesforce/apex/OB_ExceptionActions.resolve';
import canOperate from '@salesforce/customPermission/OB_Replay_Command';
import { askReason } from 'c/obAskReason';
import ObAssignModal from 'c/obAssignModal';
import { byUrgency, categoriesOf, clockOf, deskOf, filtered } from 'c/obDeskModel';
import { OPEN_EXCEPTIONS_QUERY } from 'c/obDeskQuery';
import { problemOf } from 'c/obErrors';
import { quantityText, relativeText } from 'c/obFormat';
import { LivePage } from 'c/obLivePage';
import { format, plural } from 'c/obText';
import { LABELS } from './labels';

const MOST = 200;
const CLOCK_ICONS = { ok: 'utility:clock', soon: 'utility:warning', late: 'utility:error', unknown: 'utility:question' };

const CLOCK_VARIANTS = { soon: 'warning', late: 'error' };

function clockText({ state, leftMs }) {
  if (state === 'unknown') return LABELS.noClock;
  return format(state === 'late' ? LABELS.late : LABELS.due, relativeText(leftMs));
}

export default class ObExceptionDesk extends LivePage(NavigationMixin(LightningElement)) {
  labels = LABELS;
  query = OPEN_EXCEPTIONS_QUERY;
  variables = { first: MOST };
  canOperate = canOperate === true;
  desk;
  filter = { category: '', age: 'any', ownerId: '' };
  chosen = new Set();
  refusals = [];
  isBusy = false;

  /** How many minutes an exception may stay open; errors half as long. */
  @api slaMinutes = 60;

  @wire(graphql, { query: '$query', variables: '$variables' })
  take(answer) {
    const data = this.receive(answer);
    if (!data) return;
    this.desk = deskOf(data);
    const open = new Set(this.desk.rows.map(({ id }) => id));
    this.chosen = new Set([...this.chosen].filter((id) => open.has(id)));
  }

  get isForbidden() {
    return !this.canOperate;
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
    const options = { now: this.now, minutes: this.slaMinutes };
    return byUrgency(filtered(this.desk.rows, this.filter, this.now), options).map((row) => this.itemOf(row, clockOf(row, options)));
  }

  itemOf(row, clock) {
    const order = row.orderNumber ?? LABELS.noOrder;
    return {
      id: row.id,
      orderId: row.orderId,
      order,
      message: row.message ?? row.code,
      category: [row.category?.label, row.severity?.label].filter(Boolean).join(' · '),
      turn: row.turn?.label ?? '',
      since: this.relativeTo(row.openedAt),
      next: this.relativeTo(row.nextRetryAt) || LABELS.noNext,
      clock: clockText(clock),
      clockIcon: CLOCK_ICONS[clock.state],
      clockVariant: CLOCK_VARIANTS[clock.state],
      owner: row.ownerId === USER_ID ? LABELS.mine : LABELS.others,
      isChosen: this.chosen.has(row.id),
      choose: format(LABELS.choose, order),
    };
  }

  relativeTo(instant) {
    return instant ? relativeText(Date.parse(instant) - this.now) : '';
  }

  get isEmpty() {
    return this.rows.length === 0;
  }

  get emptyText() {
    return this.desk.rows.length === 0 ? LABELS.none : LABELS.noMatch;
  }

  get categories() {
    const all = { code: '', label: LABELS.all, count: this.desk.rows.length };
    return [all, ...categoriesOf(this.desk.rows)].map(({ code, label, count }) => ({
      code,
      text: format(LABELS.category, label, quantityText(count)),
      pressed: String(this.filter.category === code),
      variant: this.filter.category === code ? 'brand' : 'neutral',
    }));
  }

  get ages() {
    return [
      { value: 'any', label: LABELS.anyAge },
      { value: 'hour', label: LABELS.hour },
      { value: 'day', label: LABELS.day },
    ];
  }

  get isMine() {
    return this.filter.ownerId !== '';
  }

  get chosenText() {
    return plural(this.chosen.size, { one: LABELS.chosenOne, many: LABELS.chosenMany });
  }

  get isIdle() {
    return this.chosen.size === 0 || this.isBusy;
  }

  get isAllChosen() {
    return this.rows.length > 0 && this.rows.every(({ isChosen }) => isChosen);
  }

  get hasRefusals() {
    return this.refusals.length > 0;
  }

  chooseCategory(event) {
    this.filter = { ...this.filter, category: event.currentTarget.dataset.code };
  }

  chooseAge({ detail }) {
    this.filter = { ...this.filter, age: detail.value };
  }

  chooseMine({ detail }) {
    this.filter = { ...this.filter, ownerId: detail.checked ? USER_ID : '' };
  }

  choose(event) {
    const { id } = event.target.dataset;
    this.chosen = event.target.checked ? new Set([...this.chosen, id]) : new Set([...this.chosen].filter((other) => other !== id));
  }

  chooseAll(event) {
    this.chosen = new Set(event.target.checked ? this.rows.map(({ id }) => id) : []);
  }

  open(event) {
    const { id } = event.currentTarget.dataset;
    this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes: { recordId: id, actionName: 'view' } });
  }

  async retry() {
    const exceptionIds = [...this.chosen];
    await this.askWhy(LABELS.retry, LABELS.explainRetry, ({ text, idempotencyKey }) =>
      bulkRetry({ request: { exceptionIds, reason: text, idempotencyKey } }),
    );
  }

  async resolve() {
    const exceptionIds = [...this.chosen];
    const each = async (exceptionId, index, { text, idempotencyKey }) => {
      try {
        await resolve({ request: { exceptionId, reason: text, idempotencyKey: `${idempotencyKey}-${index}` } });
        return { exceptionId };
      } catch (error) {
        return { exceptionId, refusal: problemOf(error).messages[0] ?? LABELS.failed };
      }
    };
    await this.askWhy(LABELS.resolve, LABELS.explainResolve, (content) =>
      Promise.all(exceptionIds.map((id, index) => each(id, index, content))),
    );
  }

  async takeOver() {
    this.isBusy = true;
    try {
      this.told(await assign({ request: { exceptionIds: [...this.chosen], ownerId: USER_ID } }));
    } catch (error) {
      this.refusals = [{ key: 'all', text: problemOf(error).messages[0] ?? LABELS.failed }];
    } finally {
      this.isBusy = false;
    }
  }

  async handOver() {
    const exceptionIds = [...this.chosen];
    const answers = await ObAssignModal.open({
      size: 'small',
      label: LABELS.assign,
      heading: `${LABELS.assignSend}: ${this.chosenText}`,
      sendLabel: LABELS.assignSend,
      find: (text) => owners({ request: { text } }),
      call: ({ ownerId }) => assign({ request: { exceptionIds, ownerId } }),
    });
    if (answers) this.told(answers);
  }

  /** Asks for a reason first. */
  async askWhy(label, explanation, call) {
    const answers = await askReason({ label, heading: `${label}: ${this.chosenText}`, explanation }, call);
    if (answers) this.told(answers);
  }

  /** What became of each. */
  told(answers) {
    const numbers = new Map(this.desk.rows.map(({ id, orderNumber }) => [id, orderNumber]));
    const refused = answers.filter(({ refusal }) => refusal);
    this.refusals = refused.map(({ exceptionId, refusal }) => ({
      key: exceptionId,
      text: [numbers.get(exceptionId), refusal].filter(Boolean).join(': '),
    }));
    const taken = answers.length - refused.length;
    if (taken > 0) {
      const message = plural(taken, { one: LABELS.takenOne, many: LABELS.takenMany });
      this.dispatchEvent(new ShowToastEvent({ title: LABELS.sentTitle, message, variant: 'success' }));
    }
    this.chosen = new Set(refused.map(({ exceptionId }) => exceptionId));
    this.hurry();
  }
}
