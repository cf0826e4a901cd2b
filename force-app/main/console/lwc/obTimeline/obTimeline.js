/**
 * The history of an order. The page hands in the newest entries again and again; what arrives while somebody reads waits
 * until they ask for it. Older pages are fetched on request. The filter is remembered in this browser.
 */
import { LightningElement, api, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import USER_ID from '@salesforce/user/Id';
import { quantityText } from 'c/obFormat';
import { OLDER_ENTRIES_QUERY } from 'c/obOrderQuery';
import { format, plural } from 'c/obText';
import { NO_HISTORY, pageOf, passes, recalled, remembered, withNewest, withOlder, withWaiting } from 'c/obTimelineModel';
import { textsOf } from 'c/obTimelineTexts';
import { LABELS } from './labels';

const STORE_KEY = `ob-timeline-filter-${USER_ID}`;

/** A browser may forbid its storage; then nothing is remembered. */
function inStorage(work) {
  try {
    return work(localStorage);
  } catch (error) {
    return null;
  }
}

export default class ObTimeline extends LightningElement {
  labels = LABELS;
  history = NO_HISTORY;
  /** Entries that pass the filter. Found when history or filter change, because a page of the history asks for them thrice. */
  shown = [];
  filter = recalled(inStorage((storage) => storage.getItem(STORE_KEY)));
  before;
  isLoadingOlder = false;
  hasFailed = false;
  movesFocus = false;

  @api orderId;
  @api lines = [];
  @api shipments = [];
  @api isTechnical = false;

  /** The newest page of the history, as the query answers it. */
  @api
  get newest() {
    return this.newestPage;
  }
  set newest(connection) {
    this.newestPage = connection;
    this.show(withNewest(this.history, pageOf(connection), { hold: true }));
  }

  /** Without a query the platform asks nothing: until there is an entry to ask before. */
  get olderQuery() {
    return this.before === undefined ? undefined : OLDER_ENTRIES_QUERY;
  }

  get olderVariables() {
    return { orderId: this.orderId, ...this.before };
  }

  @wire(graphql, { query: '$olderQuery', variables: '$olderVariables' })
  older({ data, errors }) {
    if (!data && !errors) return;
    this.isLoadingOlder = false;
    this.hasFailed = !data;
    if (data) this.show(withOlder(this.history, pageOf(data.uiapi.query.OB_Timeline_Entry__c)));
  }

  show(history, filter = this.filter) {
    this.history = history;
    this.filter = filter;
    this.shown = history.entries.filter((entry) => passes(entry, filter, textsOf(entry).title));
  }

  /** The page has no answer about the history: it failed, or is not for this user. */
  get isMissing() {
    return this.newestPage === null && this.isEmpty;
  }

  get isEmpty() {
    return this.history.entries.length === 0;
  }

  get hasNoMatch() {
    return !this.isEmpty && this.shown.length === 0;
  }

  get newText() {
    const count = this.history.waiting.length;
    return count > 0 ? plural(count, { one: LABELS.newOne, many: LABELS.newMany }, quantityText(count)) : '';
  }

  get olderLabel() {
    return this.isLoadingOlder ? LABELS.loadingOlder : LABELS.older;
  }

  get hasOlder() {
    return this.history.hasOlder && this.history.oldest !== null;
  }

  get hasEnded() {
    return !this.isEmpty && !this.hasOlder;
  }

  get countText() {
    return format(LABELS.shown, quantityText(this.shown.length), quantityText(this.history.entries.length));
  }

  changeFilter({ detail }) {
    this.show(this.history, detail);
    inStorage((storage) => storage.setItem(STORE_KEY, remembered(detail)));
  }

  showNew() {
    this.show(withWaiting(this.history));
    this.movesFocus = true;
  }

  loadOlder() {
    if (this.isLoadingOlder) return;
    this.isLoadingOlder = true;
    // A failed page is asked for again only if the question differs; numbers in between hold no entry.
    const { oldest } = this.history;
    const isRepeated = this.hasFailed && this.before?.sequence === oldest.sequence;
    this.before = { ...oldest, sequence: isRepeated ? oldest.sequence - 0.5 : oldest.sequence };
    this.hasFailed = false;
  }

  /** The button that was pressed is gone: the reader goes on at the heading above what it brought. */
  renderedCallback() {
    if (!this.movesFocus) return;
    this.movesFocus = false;
    this.refs.heading.focus();
  }
}
