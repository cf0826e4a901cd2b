/** Return authorisations of the generic ERP, as it keeps and shows them (docs/generic-erp-api.md). */

export type ReturnLine = {
  readonly externalLine: number;
  readonly sku: string;
  readonly unitPrice: string;
  /** What may come back. */
  readonly quantity: number;
  received: number;
  /** Received and taken back: what may be credited. */
  accepted: number;
  credited: number;
};

export type ReturnedQuantity = { readonly externalLine: number; readonly quantity: number };

/** What was found and done with a part of what arrived. */
export type Finding = ReturnedQuantity & {
  readonly condition?: string | undefined;
  readonly disposition: string;
  readonly accepted: boolean;
};

export type Receipt = {
  readonly number: string;
  readonly at: string;
  /** The caller's own key of the arrival. */
  readonly reference?: string;
  readonly lines: readonly ReturnedQuantity[];
  readonly findings: readonly Finding[];
};

export type SalesCreditMemo = {
  readonly number: string;
  readonly at: string;
  readonly reference?: string;
  readonly total: string;
  status: 'POSTED' | 'REFUND_PENDING' | 'REFUNDED' | 'REFUND_FAILED' | 'VOIDED';
  /** The caller's key of the refund that was asked for. */
  refund?: string;
  readonly lines: readonly (ReturnedQuantity & { readonly amount: string })[];
};

/** The word people in the company gave it last. */
export type Decision = 'PENDING' | 'APPROVED' | 'DECLINED' | 'CANCELLED' | 'EXPIRED' | 'CLOSED';

export type SalesReturn = {
  readonly id: string;
  readonly number: string;
  version: number;
  /** The caller's key. Not unique: asking twice makes two returns. */
  readonly reference: string;
  readonly order: string;
  readonly orderReference: string;
  readonly customer: string;
  readonly currency: string;
  readonly resolution: string;
  status: string;
  decision: Decision;
  readonly createdAt: string;
  modifiedAt: string;
  readonly returnBy: string;
  readonly labelUrl: string;
  readonly lines: readonly ReturnLine[];
  readonly receipts: Receipt[];
  readonly creditMemos: SalesCreditMemo[];
  cancelledBy?: string;
};
