import { expect, it } from '@jest/globals';
import type { OutboundCommand } from '../canonical/command.ts';
import { watchOrders } from './order-steps.ts';
import type { Step } from './telemetry/port.ts';

const COMMAND = {
  commandId: 'W-1:create',
  endpoint: 'erp',
  orderKey: 'W-1',
  body: { intent: 'CREATE_ORDER' },
} as unknown as OutboundCommand;
const TIMES = { startedAt: 1000, endedAt: 1040 };

function watched(): { readonly steps: [string, Step][]; readonly watch: ReturnType<typeof watchOrders> } {
  const steps: [string, Step][] = [];
  const metrics = { count: () => undefined, observe: () => undefined, gauge: () => undefined };
  return { steps, watch: watchOrders(metrics, { step: (orderKey, step) => void steps.push([orderKey, step]) }) };
}

it('traces a call with what was asked and what came of it, and without the key of the order', () => {
  const { steps, watch } = watched();
  watch.onCall({ ...TIMES, command: COMMAND, mode: 'SEND', attempts: 2, outcome: 'IN_DOUBT' });
  const fields = { 'broker.endpoint': 'erp', 'broker.intent': 'CREATE_ORDER', 'broker.attempt': 2, 'broker.outcome': 'IN_DOUBT' };
  expect(steps).toEqual([['W-1', { ...TIMES, name: 'endpoint.send', kind: 'CLIENT', fields, failure: 'IN_DOUBT' }]]);
});

it.each(['ACK', 'ALREADY_DONE', 'FOUND', 'NOT_FOUND', 'UNFINISHED'])('does not call %s a failure', (outcome) => {
  const { steps, watch } = watched();
  watch.onCall({ ...TIMES, command: COMMAND, mode: 'PROBE', attempts: 1, outcome });
  expect(steps[0]?.[1].failure).toBeUndefined();
});

it('traces the turns that were committed together, each in the trace of its order', () => {
  const { steps, watch } = watched();
  const report = { commands: [], dirty: true, more: false };
  watch.onTurns({
    ...TIMES,
    reports: [
      { ...report, aggregateId: 'W-1' },
      { ...report, aggregateId: 'W-2' },
    ],
  });
  expect(steps.map(([orderKey, { name }]) => [orderKey, name])).toEqual([
    ['W-1', 'order.turn'],
    ['W-2', 'order.turn'],
  ]);
});
