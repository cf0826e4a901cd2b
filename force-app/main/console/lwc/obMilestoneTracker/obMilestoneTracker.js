/** The way of an order or a return as a list of steps. Each says in words what its icon says. */
import { LightningElement, api } from 'lwc';
import { dateText, dateTimeText, quantityText } from 'c/obFormat';
import { format } from 'c/obText';
import { LABELS } from './labels';

const ICONS = {
  done: 'utility:success',
  current: 'utility:record',
  partial: 'utility:clock',
  upcoming: 'utility:dash',
  problem: 'utility:warning',
  stopped: 'utility:ban',
};

const VARIANTS = { done: 'success', problem: 'warning' };

export default class ObMilestoneTracker extends LightningElement {
  labels = LABELS;

  /** @type {object[]} of `orderSteps` or `returnSteps` */
  @api steps = [];

  get items() {
    return this.steps.map(({ key, state, done, of, at, until }) => ({
      key,
      name: LABELS[key] ?? key,
      icon: ICONS[state],
      variant: VARIANTS[state],
      tone: `step ${state}`,
      state: LABELS[state],
      current: state === 'current' || state === 'partial' || state === 'problem' ? 'step' : undefined,
      share: done > 0 && done < of ? format(LABELS.share, quantityText(done), quantityText(of)) : '',
      at: at ? dateTimeText(at) : '',
      until: until && state !== 'done' ? format(LABELS.until, dateText(until)) : '',
    }));
  }
}
