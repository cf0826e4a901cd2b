/** What people asked for: what is still under way, and on request what became of the rest. Nothing is shown as done before it is. */
import { LightningElement, api } from 'lwc';
import { momentText, relativeText } from 'c/obFormat';
import { format } from 'c/obText';
import { LABELS } from './labels';

const EXPIRED = 'Expired';
const ICONS = { Completed: 'utility:success', Rejected: 'utility:ban', Failed: 'utility:error', [EXPIRED]: 'utility:clock' };
/** How long an ended request stays in sight by itself. */
const RECENT_MS = 15 * 60_000;

export default class ObRequests extends LightningElement {
  labels = LABELS;
  showsEnded = false;

  /** @type {object[]} of `orderPageOf`, newest first */
  @api commands = [];
  @api now;
  @api isTechnical = false;

  get shown() {
    return this.commands.filter((command) => command.isPending || this.showsEnded || this.isRecent(command));
  }

  get hasAny() {
    return this.commands.length > 0;
  }

  get hasHidden() {
    return this.shown.length < this.commands.length;
  }

  get items() {
    return this.shown.map((command) => ({
      id: command.id,
      icon: command.isPending ? 'utility:spinner' : (ICONS[command.status?.code] ?? 'utility:question'),
      title: command.type?.label ?? LABELS.unnamed,
      status: this.statusOf(command),
      asked: [format(LABELS.asked, momentText(command.requestedAt, this.now)), command.by && format(LABELS.by, command.by)]
        .filter(Boolean)
        .join(' '),
      reason: command.reason,
      result: this.resultOf(command),
      technical: this.isTechnical ? [command.resultCode, command.correlationId].filter(Boolean).join(' · ') : '',
    }));
  }

  /** Nobody completes a request that expires: it ended when it was given up. */
  isRecent({ completedAt, changedAt, deadline }) {
    return this.now - Date.parse(completedAt ?? changedAt ?? deadline ?? '') < RECENT_MS;
  }

  statusOf({ isPending, status, deadline }) {
    const word = status?.label ?? '';
    const left = Date.parse(deadline ?? '') - this.now;
    if (!isPending || Number.isNaN(left)) return word;
    return `${word}, ${left < 0 ? LABELS.overdue : format(LABELS.deadline, relativeText(left))}`;
  }

  /** Nobody says anything about a request that was given up. */
  resultOf({ resultText, status }) {
    return resultText ?? (status?.code === EXPIRED ? LABELS.expired : undefined);
  }

  showEnded() {
    this.showsEnded = true;
  }
}
