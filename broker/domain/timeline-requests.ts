/** The lines of the timeline about requests of agents and about returns. */
import type { OrderRequestType } from '../../canonical/order-request.ts';
import type { EventOf } from './order-event.ts';
import { word } from './salesforce-values.ts';
import type { Describe, Entry } from './timeline-entry.ts';

/** What was asked for, as the subject of a sentence. */
const ASKED: Readonly<Record<OrderRequestType, string>> = {
  CANCEL: 'Cancellation',
  HOLD: 'Hold',
  RELEASE_HOLD: 'Lifting of the hold',
  CHANGE_ADDRESS: 'Change of the address',
  RETURN: 'Return',
  CANCEL_RETURN: 'Cancellation of the return',
  RETRY: 'Retry',
  ACKNOWLEDGE: 'Acknowledgement',
  REPLAY: 'Replay',
};

const END = { COMPLETED: 'done', REJECTED: 'refused', FAILED: 'not understood', EXPIRED: 'not answered in time' } as const;

function ended({ request, status, answer }: EventOf<'RequestSettled'> | EventOf<'RequestClosed'>): Entry {
  const text = answer ? `: ${answer.message}` : '';
  return {
    ...{ code: `${request}_${status}` as const, category: 'Command', actor: 'Broker', summary: `${ASKED[request]} ${END[status]}${text}` },
    ...{ severity: status === 'COMPLETED' ? 'Info' : 'Warning', params: { request, ...(answer && { answer: answer.code }) } },
  };
}

export const requestTaken: Describe<'RequestTaken'> = ({ request, via }) => ({
  ...{ code: `${request}_REQUESTED` as const, category: 'Command', actor: via === 'salesforce' ? 'Agent' : 'Customer' },
  ...{ summary: `${ASKED[request]} asked for`, params: { request } },
});

export const requestSettled: Describe<'RequestSettled'> = (event) => ended(event);

export const requestClosed: Describe<'RequestClosed'> = (event) => ended(event);

export const returnMoved: Describe<'ReturnMoved'> = ({ returnKey, status, number, occurredAt }, { document }) => ({
  ...{ code: `RETURN_${status}` as const, category: 'Return', actor: status.includes('RECEIVED') ? 'Warehouse' : 'ERP', occurredAt },
  ...{ severity: status === 'DECLINED' || status === 'EXPIRED' ? 'Warning' : 'Info', source: document?.endpoint },
  ...{ summary: `Return ${number ?? returnKey}: ${word(status).toLowerCase()}`, params: { return: number ?? returnKey } },
});

export const returnRefused: Describe<'ReturnRefused'> = ({ returnKey, refusal }, { document }) => ({
  ...{ code: 'RETURN_DECLINED', category: 'Return', actor: 'ERP', severity: 'Warning', source: document?.endpoint },
  ...{ summary: `Return ${returnKey} refused: ${refusal.message}`, params: { return: returnKey, code: refusal.code } },
});

export const creditMirrored: Describe<'CreditMirrored'> = ({ number, status, occurredAt }, { document }) => ({
  ...{
    code: `CREDIT_${status}` as const,
    category: 'Billing',
    actor: 'ERP',
    summary: `Credit memo ${number}: ${word(status).toLowerCase()}`,
  },
  ...{ severity: status === 'REFUND_FAILED' ? 'Error' : 'Info', params: { number }, occurredAt, source: document?.endpoint },
});
