/** One entry of the history. Those who may see it can open where it came from. */
import { LightningElement, api } from 'lwc';
import { dateTimeText } from 'c/obFormat';
import { format } from 'c/obText';
import { textsOf } from 'c/obTimelineTexts';
import { LABELS } from './labels';

const KNOWN = new Set(['Order', 'ERP', 'Warehouse', 'Shipment', 'Billing', 'Return', 'Exception', 'Command', 'Note']);
const SEVERITY_ICONS = { Error: 'utility:error', Warning: 'utility:warning' };
/** A report this much after the fact is worth a word. */
const LATE_MS = 10 * 60_000;

export default class ObTimelineItem extends LightningElement {
  labels = LABELS;
  isOpen = false;

  texts = {};

  @api isTechnical = false;

  /** @type {import('c/obTimelineModel').Entry} */
  @api
  get entry() {
    return this.shown;
  }
  set entry(entry) {
    this.shown = entry;
    this.texts = textsOf(entry);
  }

  /** Only what stands out has one: an icon takes as long to show as the rest of the entry twice over. */
  get icon() {
    const { severity, category } = this.entry;
    return SEVERITY_ICONS[severity?.code] ?? (KNOWN.has(category?.code) ? undefined : 'utility:question');
  }

  get variant() {
    return { Error: 'error', Warning: 'warning' }[this.entry.severity?.code];
  }

  get tone() {
    return `entry ${(this.entry.severity?.code ?? 'info').toLowerCase()}`;
  }

  get time() {
    return dateTimeText(this.entry.occurredAt);
  }

  get by() {
    const { actor, category, severity } = this.entry;
    const severe = severity && severity.code !== 'Info' ? severity.label : undefined;
    return [...new Set([severe, category?.label, actor?.label])].filter(Boolean).join(' · ');
  }

  get late() {
    const { occurredAt, recordedAt } = this.entry;
    const isLate = Date.parse(recordedAt ?? '') - Date.parse(occurredAt ?? '') > LATE_MS;
    return isLate ? format(LABELS.late, dateTimeText(recordedAt)) : '';
  }

  get expanded() {
    return String(this.isOpen);
  }

  get toggleIcon() {
    return this.isOpen ? 'utility:chevrondown' : 'utility:chevronright';
  }

  /** Where it came from, for those who look into it. */
  get provenance() {
    const { code, source, eventKey, correlationId, recordedAt, params, summary } = this.entry;
    const rows = [
      [LABELS.code, code],
      [LABELS.source, source],
      [LABELS.said, summary],
      [LABELS.recorded, dateTimeText(recordedAt)],
      [LABELS.event, eventKey],
      [LABELS.correlation, correlationId],
      [LABELS.params, Object.keys(params).length > 0 ? JSON.stringify(params) : ''],
    ];
    return rows.filter(([, value]) => value).map(([name, value]) => ({ name, value }));
  }

  toggle() {
    this.isOpen = !this.isOpen;
  }
}
