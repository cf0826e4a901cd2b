/** Commands about returns as calls of the generic ERP's API. Every one but the request carries a key by which the ERP does it once. */
import type { CommandBody } from '../../../canonical/command.ts';
import type { LineQuantity } from '../../../canonical/fulfilment.ts';
import type { Disposition, ReturnRequest } from '../../../canonical/returns.ts';
import type { HttpCall } from '../kit/http-client.ts';

/** What is done to a return that is there. */
export type ReturnAction = Extract<CommandBody, { intent: 'CANCEL_RETURN' | 'CONFIRM_RECEIPT' | 'CREDIT_RETURN' | 'BOOK_REFUND' }>;

export function returnsPath(root: string): string {
  return `${root}/returns`;
}

export function returnPath(root: string, nativeId: string): string {
  return `${returnsPath(root)}/${encodeURIComponent(nativeId)}`;
}

function toLines(quantities: readonly LineQuantity[]): readonly unknown[] {
  return quantities.map(({ lineKey, quantity }) => ({ externalLine: lineKey, quantity }));
}

function toFinding({ lineKey, quantity, condition, taken, accepted }: Disposition): unknown {
  return { externalLine: lineKey, quantity, condition, disposition: taken, accepted: accepted ?? true };
}

function toReturn(order: string, { returnKey, resolution, note, lines }: ReturnRequest): unknown {
  return {
    ...{ reference: returnKey, order, resolution, note },
    lines: lines.map(({ lineKey, quantity, reason, condition }) => ({ externalLine: lineKey, quantity, reason, condition })),
  };
}

/** The call that executes a command; undefined for what this ERP has no call for. */
export function toReturnCall(root: string, reference: string, body: CommandBody): HttpCall | undefined {
  const post = (path: string, content: unknown): HttpCall => ({ method: 'POST', path, body: content });
  switch (body.intent) {
    case 'CREATE_RETURN':
      return post(returnsPath(root), toReturn(body.document.nativeId, body.request));
    case 'CANCEL_RETURN':
      return post(`${returnPath(root, body.document.nativeId)}/cancel`, { reference, reason: body.reason });
    case 'CONFIRM_RECEIPT': {
      const { receiptId, lines, dispositions } = body.receipt;
      const receipt = { reference: receiptId, lines: toLines(lines), findings: dispositions.map(toFinding) };
      return post(`${returnPath(root, body.document.nativeId)}/receipts`, receipt);
    }
    case 'CREDIT_RETURN':
      return post(`${returnPath(root, body.document.nativeId)}/credit-memos`, { reference, lines: toLines(body.lines) });
    case 'BOOK_REFUND':
      return post(`${returnPath(root, body.document.nativeId)}/refunds`, { reference, creditMemo: body.creditMemo.number });
    default:
      return undefined;
  }
}
