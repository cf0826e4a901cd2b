/** Invoices, credit memos and returns of an order, where there are any. Fires `openrecord` with the id of a return. */
import { LightningElement, api } from 'lwc';
import { dateText, dateTimeText, moneyText } from 'c/obFormat';
import { format } from 'c/obText';
import { LABELS } from './labels';

function joined(...texts) {
  return texts.filter(Boolean).join(' · ');
}

export default class ObDocuments extends LightningElement {
  labels = LABELS;

  /** @type {object[]} of `orderPageOf` */
  @api invoices = [];
  /** @type {object[]} of `orderPageOf` */
  @api returns = [];

  get hasInvoices() {
    return this.invoices.length > 0;
  }

  get hasReturns() {
    return this.returns.length > 0;
  }

  get invoiceItems() {
    return this.invoices.map(({ id, number, type, status, amount, currency, issuedAt }) => ({
      id,
      title: joined(type?.label, number),
      detail: joined(status?.label, moneyText(amount, currency), dateTimeText(issuedAt)),
    }));
  }

  get returnItems() {
    return this.returns.map(({ id, rma, key, status, refundState, refundAmount, currency, returnBy }) => {
      const refund = moneyText(refundAmount, currency);
      return {
        id,
        title: rma ?? key ?? LABELS.noNumber,
        detail: joined(
          status?.label,
          refund && format(LABELS.refund, refund, refundState?.label ?? ''),
          returnBy && format(LABELS.due, dateText(returnBy)),
        ),
      };
    });
  }

  openReturn(event) {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent('openrecord', { detail: event.currentTarget.dataset.id }));
  }
}
