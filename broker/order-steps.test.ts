import { expect, it } from '@jest/globals';
import type { OutboundCommand } from '../canonical/command.ts';
import { watchOrders } from './order-steps.ts';
import type { Fields, Step } from './telemetry/port.ts';

const COMMAND = {
  commandId: 'W-1:create',
  endpoint: 'erp',
  orderKey: 'W-1',
  body: { intent: 'CREATE_ORDER' },
} as unknown as OutboundCommand;
const TIMES = { startedAt: 1000, endedAt: 1040 };

type Watched = { readonly steps: [string, Step][]; readonly errors: [string, Fields?][]; readonly watch: ReturnType<typeof watchOrders> };

function watched(): Watched {
  const steps: [string, Step][] = [];
  const errors: [string, Fields?][] = [];
  const metrics = { count: () => undefined, observe: () => undefined, gauge: () => undefined };
  const log = { info: () => undefined, warn: () => undefined, error: (...said: [string, Fields?]) => void errors.push(said) };
  return { steps, errors, watch: watchOrders({ metrics, log, traces: { step: (orderKey, step) => void steps.push([orderKey, step]) } }) };
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

it('says where a turn threw, and nothing of what it threw at', () => {
  const { errors, watch } = watched();
  const fault =
    "TypeError: Mira Sol is not a function\n    at decide (order-decide.ts:7)\n    at run (run-turn.ts:9) {\n  name: 'Mira Sol'\n}";
  watch.onTurns({ ...TIMES, reports: [{ aggregateId: 'W-1', commands: [], dirty: false, more: true, fault }] });
  expect(errors).toEqual([['order.turn_threw', { place: 'at decide (order-decide.ts:7) at run (run-turn.ts:9)' }]]);
});
