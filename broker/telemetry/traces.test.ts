import { afterEach, expect, it } from '@jest/globals';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { makeTraces, traceIdOf } from './traces.ts';

const T0 = Date.UTC(2026, 10, 27, 9);
const STEP = { name: 'endpoint.send', kind: 'CLIENT', startedAt: T0, endedAt: T0 + 40, fields: { 'broker.endpoint': 'erp' } } as const;

/** What a process that brings an SDK would export. */
function withSdk(): InMemorySpanExporter {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  return exporter;
}

afterEach(() => {
  trace.disable();
});

it('puts all steps of an order into one trace, whichever process took them', () => {
  const exporter = withSdk();
  const [here, elsewhere] = [makeTraces('1.0.0'), makeTraces('1.0.0')];
  exporter.reset();
  here.step('W-1', STEP);
  elsewhere.step('W-1', { ...STEP, name: 'salesforce.write' });
  here.step('W-2', STEP);
  const spans = exporter.getFinishedSpans();
  expect(spans.map((span) => [span.name, span.spanContext().traceId])).toEqual([
    ['endpoint.send', traceIdOf('W-1')],
    ['salesforce.write', traceIdOf('W-1')],
    ['endpoint.send', traceIdOf('W-2')],
  ]);
  expect(traceIdOf('W-1')).not.toBe(traceIdOf('W-2'));
  expect(new Set(spans.map(({ parentSpanContext }) => parentSpanContext?.spanId)).size).toBe(2);
});

it('tells when a step was, what it asked, and why it failed', () => {
  const exporter = withSdk();
  makeTraces('1.0.0').step('W-1', { ...STEP, failure: 'IN_DOUBT' });
  const span = exporter.getFinishedSpans().at(-1);
  expect(span).toMatchObject({
    kind: SpanKind.CLIENT,
    attributes: { 'broker.endpoint': 'erp' },
    status: { code: SpanStatusCode.ERROR, message: 'IN_DOUBT' },
    duration: [0, 40_000_000],
  });
});

it('does nothing where nobody brought an SDK', () => {
  expect(() => {
    makeTraces('1.0.0').step('W-1', STEP);
  }).not.toThrow();
});
