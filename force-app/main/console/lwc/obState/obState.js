/**
 * What stands where data would be: loading, nothing there, an error with a retry, no access. One look for all of them.
 * Fires `retry`.
 */
import { LightningElement, api } from 'lwc';
import { LABELS } from './labels';

const STATES = {
  loading: { icon: undefined },
  empty: { icon: 'utility:info' },
  noAccess: { icon: 'utility:lock', title: LABELS.noAccess },
  missing: { icon: 'utility:hide', title: LABELS.missing },
  notFound: { icon: 'utility:search', title: LABELS.notFound },
  session: { icon: 'utility:logout', title: LABELS.session },
  offline: { icon: 'utility:offline', title: LABELS.offline, retries: true },
  unknown: { icon: 'utility:error', title: LABELS.failed, retries: true },
};

export default class ObState extends LightningElement {
  labels = LABELS;

  /** `loading`, `empty`, or the kind of a problem. */
  @api kind = 'loading';
  /** What is missing or waited for, as a sentence. A problem has its own. */
  @api message;
  /** What the platform said, one line each. */
  @api details = [];

  get state() {
    return STATES[this.kind] ?? STATES.unknown;
  }

  get isLoading() {
    return this.kind === 'loading';
  }

  get title() {
    return this.message ?? this.state.title;
  }

  get loadingText() {
    return this.message ?? LABELS.loading;
  }

  /** What the platform says of missing access is about queries and types, and for nobody who reads this. */
  get hasDetails() {
    return this.details.length > 0 && this.kind !== 'noAccess';
  }

  retry() {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
