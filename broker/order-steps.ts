/** What was done for orders, as metrics and as steps of their traces. Names and labels are a public contract. */
import type { Clock } from './engine/clock.ts';
import type { FinishedCall } from './engine/command-call.ts';
import type { FinishedTurns } from './engine/turn-runner.ts';
import type { OrderIntake } from './http/order-intake.ts';
import type { Log, Metrics, Traces } from './telemetry/port.ts';

export type OrderSteps = { readonly onCall: (call: FinishedCall) => void; readonly onTurns: (turns: FinishedTurns) => void };

/** Outcomes after which the endpoint did, or had done, what was asked. */
const DONE: ReadonlySet<string> = new Set(['ACK', 'ALREADY_DONE', 'FOUND', 'NOT_FOUND', 'UNFINISHED']);

/** Where in our code it happened; the words before that may quote what it happened with. */
function placeOf(fault: string): string {
  const frames = [...fault.matchAll(/^\s+(at .*:\d+\)?)/gm)].map(([, frame]) => frame);
  return frames.slice(0, 3).join(' ');
}

export function watchOrders({ metrics, traces, log }: { metrics: Metrics; traces: Traces; log: Log }): OrderSteps {
  return {
    onCall: ({ command, mode, attempts, outcome, startedAt, endedAt }) => {
      const { endpoint, orderKey, body } = command;
      metrics.observe('broker_endpoint_call_seconds', (endedAt - startedAt) / 1000, { endpoint, mode, outcome });
      const fields = { 'broker.endpoint': endpoint, 'broker.intent': body.intent, 'broker.attempt': attempts, 'broker.outcome': outcome };
      const name = mode === 'SEND' ? 'endpoint.send' : 'endpoint.probe';
      traces.step(orderKey, { name, kind: 'CLIENT', startedAt, endedAt, fields, ...(!DONE.has(outcome) && { failure: outcome }) });
    },
    onTurns: ({ reports, startedAt, endedAt }) => {
      for (const { fault = '' } of reports.filter((report) => report.fault !== undefined)) {
        metrics.count('broker_turn_faults_total');
        log.error('order.turn_threw', { place: placeOf(fault) });
      }
      for (const { aggregateId, commands } of reports)
        traces.step(aggregateId, { name: 'order.turn', startedAt, endedAt, fields: { 'broker.commands': commands.length } });
    },
  };
}

/** The same intake, with a step for each order and request that came in. */
export function traceIntake(intake: OrderIntake, traces: Traces, clock: Clock): OrderIntake {
  async function traced<Result extends string>(orderKey: string, name: string, take: () => Promise<Result>): Promise<Result> {
    const startedAt = clock.now();
    const result = await take();
    traces.step(orderKey, { name, startedAt, endedAt: clock.now(), fields: { 'broker.acceptance': result } });
    return result;
  }
  return {
    submit: (submission) => traced(submission.order.orderKey, 'order.submit', () => intake.submit(submission)),
    request: (asked) => traced(asked.orderKey, 'order.request', () => intake.request(asked)),
  };
}
