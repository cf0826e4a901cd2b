/**
 * What every page that keeps itself fresh has in common: it takes the answers of one query, asks again while somebody looks,
 * keeps what was known last while the server is in trouble, and stops with the page.
 */
import { registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';
import { watchAttention } from 'c/obAttention';
import { problemOf } from 'c/obErrors';
import { makeLiveUpdates } from 'c/obLiveUpdates';

const TICK_MS = 15_000;

function liveUpdatesOf(page) {
  return makeLiveUpdates({
    refresh: () => page.ask(),
    situation: () => ({ mode: page.isLive ? page.liveMode : 'Off', isActive: page.isActive }),
    isLookedAt: () => page.attention.isLookedAt(),
    chance: Math.random,
    startTimer: (work, ms) => setTimeout(work, ms),
    stopTimer: (timer) => clearTimeout(timer),
  });
}

/** A failure is an answer of the wire, too: its `refresh` resolves all the same. */
function outcomeOf(answer, isSame) {
  if (answer?.errors && !answer.data) return 'failed';
  return isSame ? 'same' : 'new';
}

/** Somebody did something about the record: an answer is expected soon. */
function refreshSoon(page) {
  page.updates.hurry();
  return page.refresh();
}

/** What of an answer is news: that the broker is still there is none. @param {object} data */
function printOf(data) {
  return JSON.stringify(data, (name, value) => (name === 'OB_Broker_Status__c' ? undefined : value));
}

function tick(page) {
  page.now = Date.now();
}

/** What is expected is known from the first answer on; until then a page asks seldom. Whoever receives the answer has yet to take it. */
async function takePace(page) {
  await Promise.resolve();
  page.updates?.hurry();
}

/**
 * A page calls `receive` with each answer of its wire, and may say in `isActive` whether an answer is expected soon and in
 * `liveMode` how it keeps fresh.
 * @template {new (...args: any[]) => import('lwc').LightningElement} Base
 * @param {Base} Base
 */
export const LivePage = (Base) =>
  class extends Base {
    /** What keeps the page from being shown, or from being fresh. */
    problem;
    /** Some of the data could not be had. */
    hasErrors = false;
    /** Epoch milliseconds, every few seconds. */
    now = Date.now();
    isLive = true;
    isRefreshing = false;
    answer;
    print = '';

    get liveMode() {
      return 'Adaptive';
    }

    get isActive() {
      return false;
    }

    connectedCallback() {
      this.updates = liveUpdatesOf(this);
      this.attention = watchAttention(this.template.host, () => this.isLive && this.updates.now());
      this.refreshHandler = registerRefreshHandler(this, () => refreshSoon(this));
      this.clock = setInterval(() => tick(this), TICK_MS);
      this.updates.start();
    }

    disconnectedCallback() {
      this.updates.stop();
      this.attention.stop();
      clearInterval(this.clock);
      unregisterRefreshHandler(this.refreshHandler);
    }

    /** Takes an answer of the wire. @returns {any} its data; undefined if there is none to show */
    receive(answer) {
      const { data, errors } = answer;
      this.answer = answer;
      if (!data && !errors) return undefined;
      this.now = Date.now();
      if (data && this.print === '') takePace(this);
      this.problem = data ? undefined : problemOf(errors);
      this.hasErrors = Boolean(data) && (errors?.length ?? 0) > 0;
      if (data) this.print = printOf(data);
      return data;
    }

    /** Asks again. @returns {Promise<'new' | 'same' | 'failed'>} */
    async ask() {
      const before = this.print;
      await this.answer?.refresh?.();
      return outcomeOf(this.answer, this.print === before);
    }

    async refresh() {
      this.isRefreshing = true;
      await this.updates.now();
      this.isRefreshing = false;
      return this.problem === undefined;
    }

    toggleLive() {
      this.isLive = !this.isLive;
      this.updates.start();
    }

    /** Something was just asked for: an answer is expected soon. */
    hurry() {
      this.updates.hurry();
      this.updates.now();
    }
  };
