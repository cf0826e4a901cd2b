/**
 * For property tests: an ERP and a warehouse that do what they are asked, as far as it can be done, while goods move and
 * agents ask. A schedule of numbers decides what happens next; what they say comes late, twice and out of order.
 */
import type { OutboundCommand } from '../../canonical/command.ts';
import type { LineQuantity } from '../../canonical/fulfilment.ts';
import { minus, plus } from '../../canonical/quantity.ts';
import type { ReturnRequest } from '../../canonical/returns.ts';
import type { Message } from '../../broker/domain/message.ts';
import { addQuantities, quantityOf } from '../../broker/domain/release-state.ts';
import { erpLine, erpSays, makeOrder, shipment, warehouseSays } from './order-story.ts';
import { arrivalSays, creditMemo, receipt, returnSays } from './request-story.ts';

const ORDERED: readonly LineQuantity[] = makeOrder().lines.map(({ lineKey, quantity }) => ({ lineKey, quantity }));

type Release = { releaseId: string; nativeId: string; lines: readonly LineQuantity[]; cancelled: readonly LineQuantity[]; version: number };
type WarehouseRelease = Release & { picked: boolean; shipped: boolean };

type Return = {
  readonly returnKey: string;
  readonly lines: readonly LineQuantity[];
  readonly nativeId: string;
  version: number;
  status: 'AUTHORIZED' | 'CANCELLED';
  expected: boolean;
  received: boolean;
  credited: number;
  refunded: boolean;
  warehouseVersion: number;
  calledOff: boolean;
};

export type OrderModel = {
  /** Carries a command out, or not, and answers. */
  readonly execute: (command: OutboundCommand) => Message;
  /** Something happens by itself: stock is allocated, a release is picked or shipped, a parcel comes back. */
  readonly happen: (which: number) => void;
  /** Everything the systems have ever said, oldest first. */
  readonly said: () => readonly Message[];
  readonly cancelled: (lineKey: number) => number;
  readonly shipped: (lineKey: number) => number;
  readonly returned: (lineKey: number) => number;
};

export function makeOrderModel(): OrderModel {
  const erp = { version: 0, exists: false, held: false, cancelled: [] as readonly LineQuantity[], shipped: [] as readonly LineQuantity[] };
  const allocated = { now: [] as readonly LineQuantity[], given: [] as readonly LineQuantity[] };
  const releases: WarehouseRelease[] = [];
  const returns: Return[] = [];
  const words: Message[] = [];

  function openOf(lineKey: number): number {
    const gone = plus(quantityOf(erp.cancelled, lineKey), quantityOf(erp.shipped, lineKey));
    return minus(quantityOf(ORDERED, lineKey), gone);
  }

  function sayErp(): void {
    erp.version += 1;
    const lines = ORDERED.map(({ lineKey, quantity }) => {
      const [cancelled, shipped] = [quantityOf(erp.cancelled, lineKey), quantityOf(erp.shipped, lineKey)];
      const promised = { cancelled, shipped, confirmed: minus(minus(quantity, cancelled), shipped), invoiced: shipped };
      return erpLine(lineKey, { ...promised, allocated: quantityOf(allocated.now, lineKey) });
    });
    const reversals = allocated.given.map((line) => ({ ...line, bucket: 'allocated' as const, reference: 'DA' }));
    words.push(erpSays(erp.version, { lines, reversals, ...(erp.held && { status: 'ON_HOLD', holds: ['MANUAL'] }) }));
  }

  function sayRelease(release: WarehouseRelease): void {
    release.version += 1;
    const left = release.lines.map(({ lineKey, quantity }) => ({
      lineKey,
      quantity: minus(quantity, quantityOf(release.cancelled, lineKey)),
    }));
    const contents = Object.fromEntries(left.filter(({ quantity }) => quantity > 0).map(({ lineKey, quantity }) => [lineKey, quantity]));
    const none = Object.keys(contents).length === 0;
    const shipments = release.shipped && !none ? [shipment(`${release.nativeId}S`, contents)] : [];
    const status = none ? 'CANCELLED' : release.shipped ? 'FULFILLED' : 'IN_PROGRESS';
    const { releaseId, nativeId, cancelled } = release;
    words.push(warehouseSays(release.version, { releaseId, nativeId, shipments, status, cancelled: [...cancelled] }));
  }

  const receiptsOf = (each: Return) =>
    each.received
      ? [
          receipt(`${each.returnKey}-A`, 1, {
            returnKey: each.returnKey,
            lines: [...each.lines],
            dispositions: each.lines.map((line) => ({ ...line, taken: 'RESTOCK' as const })),
          }),
        ]
      : [];

  function sayReturn(each: Return): void {
    each.version += 1;
    const credits = each.credited > 0 ? [creditMemo(`${each.returnKey}C`, each.credited, each.refunded ? 'REFUNDED' : 'POSTED')] : [];
    const { returnKey, nativeId, status } = each;
    const lines = each.lines.map(({ lineKey, quantity }) => ({ lineKey, authorized: quantity }));
    words.push(returnSays(each.version, { returnKey, nativeId, nativeNumber: `RMA-${nativeId}`, status, lines, credits }));
  }

  function sayInbound(each: Return): void {
    each.warehouseVersion += 1;
    const { returnKey } = each;
    const status = each.calledOff ? 'CANCELLED' : 'AUTHORIZED';
    words.push(arrivalSays(each.warehouseVersion, { returnKey, nativeId: `W${returnKey}`, status, lines: [], receipts: receiptsOf(each) }));
  }

  function cancelRelease(nativeId: string, lines: readonly LineQuantity[]): string | undefined {
    const release = releases.find((each) => each.nativeId === nativeId);
    if (!release || release.picked) return 'ALREADY_PICKED';
    const cancelled = addQuantities(release.cancelled, lines);
    if (cancelled.some(({ lineKey, quantity }) => quantity > quantityOf(release.lines, lineKey))) return 'QUANTITY_NOT_OPEN';
    release.cancelled = cancelled;
    sayRelease(release);
    return undefined;
  }

  function cancelOrder(lines: readonly LineQuantity[]): string | undefined {
    if (lines.some(({ lineKey, quantity }) => quantity > openOf(lineKey))) return 'QUANTITY_NOT_OPEN';
    erp.cancelled = addQuantities(erp.cancelled, lines);
    const given = lines.map(({ lineKey }) => {
      const most = plus(openOf(lineKey), quantityOf(erp.shipped, lineKey));
      return { lineKey, quantity: Math.max(0, minus(quantityOf(allocated.now, lineKey), most)) };
    });
    allocated.now = allocated.now.map((line) => ({ ...line, quantity: minus(line.quantity, quantityOf(given, line.lineKey)) }));
    allocated.given = addQuantities(allocated.given, given);
    sayErp();
    return undefined;
  }

  function cancelReturn(each: Return, endpoint: string): string | undefined {
    if (each.received) return 'ALREADY_RECEIVED';
    if (endpoint === 'wms') {
      each.calledOff = true;
      sayInbound(each);
    } else {
      each.status = 'CANCELLED';
      sayReturn(each);
    }
    return undefined;
  }

  const returnBy = (nativeId: string): Return | undefined =>
    returns.find((each) => [each.nativeId, `W${each.returnKey}`].includes(nativeId));

  /** Does it; answers why not. */
  function perform({ body, endpoint }: OutboundCommand): string | undefined {
    switch (body.intent) {
      case 'CREATE_ORDER':
        erp.exists = true;
        sayErp();
        return undefined;
      case 'RELEASE': {
        const { releaseId, lines } = body.release;
        const asked = lines.map(({ lineKey, quantity }) => ({ lineKey, quantity }));
        releases.push({ releaseId, nativeId: releaseId, lines: asked, cancelled: [], version: 0, picked: false, shipped: false });
        return undefined;
      }
      case 'CANCEL_QUANTITY':
        return endpoint === 'wms' ? cancelRelease(body.document.nativeId, body.lines) : cancelOrder(body.lines);
      case 'CONFIRM_SHIPMENT':
        erp.shipped = addQuantities(
          erp.shipped,
          body.shipment.packages.flatMap(({ contents }) => contents),
        );
        sayErp();
        return undefined;
      case 'HOLD':
      case 'RELEASE_HOLD':
        erp.held = body.intent === 'HOLD';
        sayErp();
        return undefined;
      case 'CHANGE_ADDRESS':
        return erp.shipped.length > 0 ? 'ALREADY_SHIPPED' : undefined;
      default:
        return performReturn({ body, endpoint });
    }
  }

  function createReturn({ returnKey, lines }: ReturnRequest): void {
    const base = { version: 0, status: 'AUTHORIZED', expected: false, received: false, credited: 0 } as const;
    const each: Return = {
      ...{ ...base, returnKey, nativeId: `N${returnKey}`, lines: lines.map(({ lineKey, quantity }) => ({ lineKey, quantity })) },
      ...{ refunded: false, warehouseVersion: 0, calledOff: false },
    };
    returns.push(each);
    sayReturn(each);
  }

  function aboutReturn(body: OutboundCommand['body']): Return | undefined {
    if (body.intent === 'EXPECT_RETURN') return returns.find(({ returnKey }) => returnKey === body.expected.returnKey);
    return 'document' in body ? returnBy(body.document.nativeId) : undefined;
  }

  function performReturn({ body, endpoint }: Pick<OutboundCommand, 'body' | 'endpoint'>): string | undefined {
    if (body.intent === 'CREATE_RETURN') {
      createReturn(body.request);
      return undefined;
    }
    const each = aboutReturn(body);
    if (!each) return 'UNKNOWN';
    if (body.intent === 'CANCEL_RETURN') return cancelReturn(each, endpoint);
    if (body.intent === 'EXPECT_RETURN') each.expected = true;
    if (body.intent === 'CREDIT_RETURN') each.credited = plus(each.credited, ...body.lines.map(({ quantity }) => quantity));
    if (body.intent === 'BOOK_REFUND') each.refunded = true;
    if (body.intent !== 'EXPECT_RETURN') sayReturn(each);
    return undefined;
  }

  function nativeIdOf({ body }: OutboundCommand): string {
    if (body.intent === 'RELEASE') return body.release.releaseId;
    if (body.intent === 'CREATE_RETURN') return `N${body.request.returnKey}`;
    if (body.intent === 'EXPECT_RETURN') return `W${body.expected.returnKey}`;
    return 'document' in body ? body.document.nativeId : '7';
  }

  const events = [
    () => {
      if (!erp.exists || erp.held) return;
      allocated.now = ORDERED.map(({ lineKey }) => ({ lineKey, quantity: plus(openOf(lineKey), quantityOf(erp.shipped, lineKey)) }));
      sayErp();
    },
    () => {
      const release = releases.find(({ picked }) => !picked);
      if (!release) return;
      release.picked = true;
      sayRelease(release);
    },
    () => {
      const release = releases.find(({ picked, shipped }) => picked && !shipped);
      if (!release) return;
      release.shipped = true;
      sayRelease(release);
    },
    () => {
      const each = returns.find(({ expected, received, calledOff }) => expected && !received && !calledOff);
      if (!each) return;
      each.received = true;
      sayInbound(each);
    },
  ];

  return {
    execute: (command) => {
      const { commandId } = command;
      const refusal = perform(command);
      if (refusal !== undefined) return { type: 'command.rejected', commandId, code: refusal, message: 'no' };
      return { type: 'command.acknowledged', commandId, document: { nativeId: nativeIdOf(command) }, adopted: false };
    },
    happen: (which) => events[which % events.length]?.(),
    said: () => words,
    cancelled: (lineKey) => quantityOf(erp.cancelled, lineKey),
    shipped: (lineKey) =>
      plus(
        ...releases
          .filter(({ shipped }) => shipped)
          .map(({ lines, cancelled }) => minus(quantityOf(lines, lineKey), quantityOf(cancelled, lineKey))),
      ),
    returned: (lineKey) => plus(...returns.filter(({ received }) => received).map(({ lines }) => quantityOf(lines, lineKey))),
  };
}
