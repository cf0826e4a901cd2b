/** Documents of the simulated ERP, as it keeps them. */
import type { ReturnObservation } from '../../canonical/observation.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import type { ReturnRequest } from '../../canonical/returns.ts';

export type SimulatedDocument = {
  readonly nativeId: string;
  readonly order: CustomerOrder;
  readonly visibleAt: number;
  version: number;
  step: number;
  /** Cancelled as a second document of an order. */
  cancelled: boolean;
  held: boolean;
  /** Cancelled quantities of lines. */
  readonly cancelledLines: Map<number, number>;
  /** Reservations given up by cancellations, line by line. */
  readonly given: Map<number, number>;
  /** Names of the commands that were carried out. */
  readonly done: Set<string>;
};

export type SimulatedReturn = {
  readonly nativeId: string;
  readonly request: ReturnRequest;
  readonly visibleAt: number;
  version: number;
  status: ReturnObservation['status'];
  received: boolean;
  readonly credits: Map<string, ReturnObservation['credits'][number]>;
};
