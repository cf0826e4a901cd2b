/**
 * Traces over OpenTelemetry's API. Whoever wants them brings an SDK into the process (docs/runbook.md); without one this
 * does nothing. All that is done for an order is one trace, in whatever process and on whatever day: its id is made from
 * the order's key, so it need not travel with messages and jobs. Sources: OpenTelemetry Trace API, W3C Trace Context.
 */
import { hash } from 'node:crypto';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, isSpanContextValid, trace } from '@opentelemetry/api';
import type { Context, Tracer } from '@opentelemetry/api';
import type { Step, Traces } from './port.ts';

const TRACE_ID_DIGITS = 32;
const SPAN_ID_DIGITS = 16;

function digest(orderKey: string): string {
  return hash('sha256', orderKey, 'hex');
}

/** The trace of an order: the first 16 bytes of the SHA-256 of its key, in hex. */
export function traceIdOf(orderKey: string): string {
  return digest(orderKey).slice(0, TRACE_ID_DIGITS);
}

/** What the steps of an order hang under. No span has this id: an order has no one process that could end it. */
function orderContext(orderKey: string): Context {
  const hex = digest(orderKey);
  const spanId = hex.slice(TRACE_ID_DIGITS, TRACE_ID_DIGITS + SPAN_ID_DIGITS);
  return trace.setSpanContext(ROOT_CONTEXT, {
    ...{ traceId: hex.slice(0, TRACE_ID_DIGITS), spanId },
    ...{ traceFlags: TraceFlags.SAMPLED, isRemote: true },
  });
}

/** Marks the start of this process, which is worth a span of its own. Without an SDK nothing that is started has an id. */
function isRecorded(tracer: Tracer): boolean {
  const span = tracer.startSpan('broker.start');
  span.end();
  return isSpanContextValid(span.spanContext());
}

/** `version` is the broker's, told with every span. */
export function makeTraces(version: string): Traces {
  const tracer = trace.getTracer('order-broker', version);
  if (!isRecorded(tracer)) return { step: () => undefined };
  return {
    step: (orderKey, { name, kind = 'INTERNAL', startedAt, endedAt, fields = {}, failure }: Step) => {
      const span = tracer.startSpan(
        name,
        { kind: SpanKind[kind], startTime: startedAt, attributes: { ...fields } },
        orderContext(orderKey),
      );
      if (failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: failure });
      span.end(endedAt);
    },
  };
}
