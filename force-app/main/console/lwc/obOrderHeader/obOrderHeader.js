/** Who ordered what, what is promised, the one status, and how far to trust it. Fires `refresh` and `togglelive`. */
import { LightningElement, api } from 'lwc';
import { dateText, dateTimeText, moneyText, relativeText } from 'c/obFormat';
import { freshnessOf } from 'c/obFreshness';
import { isFinalStatus, isKnownStatus } from 'c/obMilestones';
import { format } from 'c/obText';
import { LABELS } from './labels';

const TONES = {
  ...{ Completed: 'success', Delivered: 'success', Shipped: 'success', 'Partially shipped': 'success', Rejected: 'error' },
  ...{ Cancelled: 'neutral', Draft: 'neutral', 'On hold': 'warning', Backordered: 'warning' },
};
const TONE_ICONS = {
  success: 'utility:success',
  error: 'utility:error',
  warning: 'utility:warning',
  neutral: 'utility:record',
  progress: 'utility:clock',
  unknown: 'utility:question',
};
/** Variants of the icon component; other tones have the colour of text. */
const VARIANTS = { success: 'success', error: 'error', warning: 'warning', stale: 'warning', offline: 'warning' };
const FRESHNESS_ICONS = { live: 'utility:check', stale: 'utility:warning', offline: 'utility:offline', never: 'utility:clock' };

export default class ObOrderHeader extends LightningElement {
  labels = LABELS;

  /** @type {object} of `orderPageOf` */
  @api order;
  @api heartbeatAt;
  /** Epoch milliseconds. */
  @api now;
  @api staleAfterMinutes = 30;
  @api isLive = false;
  @api isRefreshing = false;
  /** The ERP reports a status nobody has given a meaning: the one that is shown is older. */
  @api isUnmapped = false;

  /** For who comes from something that is not there any more. */
  @api focusHeading() {
    this.refs.title.focus();
  }

  get title() {
    return format(LABELS.order, this.order.number ?? this.order.key ?? '');
  }

  get status() {
    const { status, rawStatus } = this.order;
    if (!isKnownStatus(status?.code)) {
      const raw = rawStatus ?? status?.label;
      return { text: raw ? format(LABELS.unknownStatus, raw) : LABELS.noStatus, icon: TONE_ICONS.unknown, tone: 'status neutral' };
    }
    const tone = TONES[status.code] ?? 'progress';
    return { text: status.label, icon: TONE_ICONS[tone], variant: VARIANTS[tone], tone: `status ${tone}` };
  }

  /** The ERP's own word, where the status cannot tell what it means. */
  get unmapped() {
    const { rawStatus } = this.order;
    return this.isUnmapped && rawStatus ? format(LABELS.unmapped, rawStatus) : '';
  }

  get facts() {
    const { order } = this;
    return [
      { key: 'customer', name: LABELS.customer, value: this.customer },
      { key: 'promised', name: LABELS.promised, value: dateText(order.promisedDate) },
      { key: 'pickup', name: LABELS.pickup, value: order.pickupLocation },
      { key: 'total', name: LABELS.total, value: moneyText(order.totalAmount, order.currency) },
      { key: 'placed', name: LABELS.placed, value: dateTimeText(order.placedAt) },
      { key: 'document', name: LABELS.document, value: order.erpDocument },
    ].filter(({ value }) => value);
  }

  get customer() {
    const { account, contact, customerName, seesCustomer } = this.order;
    if (!seesCustomer) return undefined;
    return account ?? contact ?? customerName ?? LABELS.guest;
  }

  /** Nothing for those who may not see when the order was last heard of. */
  get freshness() {
    const { order, heartbeatAt, now, staleAfterMinutes } = this;
    if (!order.seesFreshness) return undefined;
    const isFinal = isFinalStatus(order.status?.code);
    const { kind, ageMs, brokerAgeMs } = freshnessOf({ ...order, heartbeatAt, isFinal }, { now, staleAfterMinutes });
    const texts = {
      live: () => format(LABELS.asOf, relativeText(-ageMs), order.erpSystem ?? LABELS.broker),
      stale: () => format(LABELS.stale, relativeText(-ageMs)),
      offline: () => format(LABELS.offline, relativeText(-brokerAgeMs)),
      never: () => LABELS.never,
    };
    return { kind: `freshness ${kind}`, icon: FRESHNESS_ICONS[kind], variant: VARIANTS[kind], text: texts[kind]() };
  }

  /** What the broker is doing about it, unless all is well. */
  get sync() {
    const { sync, syncDetail, nextTryAt } = this.order;
    if (!sync || sync.code === 'Current') return undefined;
    const next = nextTryAt ? format(LABELS.nextTry, dateTimeText(nextTryAt)) : '';
    return [sync.label, syncDetail, next].filter(Boolean).join(' · ');
  }

  get liveLabel() {
    return this.isLive ? LABELS.pause : LABELS.resume;
  }

  get liveIcon() {
    return this.isLive ? 'utility:pause' : 'utility:play';
  }

  refresh() {
    this.dispatchEvent(new CustomEvent('refresh'));
  }

  toggleLive() {
    this.dispatchEvent(new CustomEvent('togglelive'));
  }
}
