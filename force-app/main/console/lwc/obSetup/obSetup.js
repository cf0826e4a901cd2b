/** What this org still needs before orders can flow: what is checked, what is wrong, how to put it right. */
import { LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import run from '@salesforce/apex/OB_SetupChecks.run';
import roundTrip from '@salesforce/apex/OB_SetupChecks.roundTrip';
import schedule from '@salesforce/apex/OB_SetupChecks.schedule';
import { problemOf } from 'c/obErrors';
import { problemTexts } from 'c/obProblemTexts';
import { format, plural } from 'c/obText';
import { LABELS } from './labels';

const STATES = {
  OK: { icon: 'utility:success', variant: 'success', text: LABELS.ok },
  WARNING: { icon: 'utility:warning', variant: 'warning', text: LABELS.warning },
  MISSING: { icon: 'utility:error', variant: 'error', text: LABELS.missing },
  UNKNOWN: { icon: 'utility:question', text: LABELS.unknown },
};
/** Jobs the page can schedule by itself. */
const JOBS = new Set(['sweeper', 'retention']);

export default class ObSetup extends NavigationMixin(LightningElement) {
  labels = LABELS;
  checks;
  problem;
  fault = '';
  isBusy = false;

  connectedCallback() {
    this.check();
  }

  async check() {
    this.isBusy = true;
    try {
      this.checks = await run();
      this.problem = undefined;
    } catch (error) {
      this.problem = problemOf(error);
    } finally {
      this.isBusy = false;
    }
  }

  get isLoading() {
    return !this.checks && !this.problem;
  }

  get isBlocked() {
    return !this.checks && Boolean(this.problem);
  }

  get summary() {
    const open = this.checks.filter(({ state }) => state === 'MISSING' || state === 'WARNING').length;
    return open === 0 ? LABELS.allFine : plural(open, { one: LABELS.openOne, many: LABELS.openMany });
  }

  get items() {
    return this.checks.map((check) => ({
      ...check,
      ...(STATES[check.state] ?? STATES.UNKNOWN),
      job: JOBS.has(check.name) && check.state !== 'OK' ? check.name : undefined,
      openLabel: format(LABELS.openSetup, check.label),
    }));
  }

  /** Does something, shows the check it answers in place of the one before, and says what went wrong. */
  async change(work) {
    this.isBusy = true;
    this.fault = '';
    try {
      const changed = await work();
      const others = this.checks.filter(({ name }) => name !== changed.name);
      const isKnown = others.length < this.checks.length;
      this.checks = isKnown ? this.checks.map((check) => (check.name === changed.name ? changed : check)) : [...others, changed];
    } catch (error) {
      [this.fault] = problemTexts(problemOf(error));
    } finally {
      this.isBusy = false;
    }
  }

  async schedule(event) {
    const { job } = event.currentTarget.dataset;
    await this.change(() => schedule({ request: { job } }));
  }

  async testRoundTrip() {
    await this.change(() => roundTrip());
  }

  openSetup(event) {
    const { path } = event.currentTarget.dataset;
    this[NavigationMixin.Navigate]({ type: 'standard__webPage', attributes: { url: path } });
  }
}
