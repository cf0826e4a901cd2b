/** Documents of the generic ERP, as it keeps and shows them (docs/generic-erp-api.md). */

/** Quantities on hand of one line. `allocated` is what is reserved and not yet shipped. */
export type SalesOrderLine = {
  readonly lineId: string;
  /** The ERP's own numbering; it closes gaps when a line is removed. */
  position: number;
  /** The caller's number of the line; lines a clerk adds have none. */
  readonly externalLine?: number;
  readonly sku: string;
  readonly unit: string;
  readonly unitPrice: string;
  readonly quantity: number;
  cancelled: number;
  allocated: number;
  backordered: number;
  shipped: number;
  invoiced: number;
  promisedDate?: string;
};

/** A quantity of a line, with the caller's number of the line where it has one. */
export type PostedQuantity = { readonly lineId: string; readonly externalLine?: number; readonly quantity: number };

/** A document by which quantities moved. `reference` is the caller's own key for it. */
export type Posting = {
  readonly number: string;
  readonly at: string;
  readonly reference?: string;
  readonly lines: readonly PostedQuantity[];
};

export type Hold = {
  readonly code: string;
  readonly setBy: 'API' | 'CLERK' | 'CREDIT';
  readonly reference?: string;
  readonly since: string;
};

export type GoodsIssue = Posting & { reversedBy?: string; invoice?: string };

export type InvoiceLine = PostedQuantity & { readonly amount: string };

export type SalesInvoice = {
  readonly number: string;
  readonly at: string;
  readonly goodsIssue: string;
  readonly total: string;
  readonly lines: readonly InvoiceLine[];
  cancelledBy?: string;
};

/** Where goods go, in the ERP's words. */
export type ShipTo = Readonly<Record<string, string | undefined>>;

export type SalesOrder = {
  readonly id: string;
  readonly number: string;
  /** Rises with every change. */
  version: number;
  readonly reference: string;
  readonly customer: string;
  readonly currency: string;
  readonly total: string;
  shipTo: ShipTo;
  /** The store where the customer fetches it. */
  pickupLocation?: string;
  /** The caller's key of the last change of where it goes. */
  addressReference?: string;
  status: string;
  readonly createdAt: string;
  modifiedAt: string;
  holds: Hold[];
  lines: SalesOrderLine[];
  readonly goodsIssues: GoodsIssue[];
  readonly goodsIssueReversals: Posting[];
  readonly invoices: SalesInvoice[];
  readonly invoiceCancellations: Posting[];
  readonly cancellations: Posting[];
  /** Reservations given up without a shipment. */
  readonly deallocations: Posting[];
};

/** A quantity of a line, as documents name it. */
export function posted({ lineId, externalLine }: SalesOrderLine, quantity: number): PostedQuantity {
  return { lineId, ...(externalLine !== undefined && { externalLine }), quantity };
}

/** Adds and subtracts on the grid of thousandths. */
export function exact(quantity: number): number {
  return Math.round(quantity * 1000) / 1000;
}

/** What is still to ship of a line. */
export function openQuantity({ quantity, cancelled, shipped }: SalesOrderLine): number {
  return exact(quantity - cancelled - shipped);
}

/** What is still to ship of a line and not reserved. */
export function unallocatedQuantity(line: SalesOrderLine): number {
  return exact(openQuantity(line) - line.allocated);
}

/** The header's word, derived from holds and quantities. */
export function statusOf(order: SalesOrder): string {
  const { lines, holds } = order;
  if (lines.every((line) => line.cancelled === line.quantity)) return 'CANCELLED';
  if (lines.every((line) => openQuantity(line) === 0)) return 'COMPLETE';
  if (holds.some((hold) => hold.setBy === 'CREDIT')) return 'CREDIT_HOLD';
  if (holds.length > 0) return 'HELD';
  if (lines.some((line) => line.shipped > 0)) return 'PARTIAL';
  return lines.some((line) => line.allocated > 0 || line.backordered > 0) ? 'OPEN' : 'ENTERED';
}
