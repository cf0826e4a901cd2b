/** Metrics with prom-client. A metric is registered when it is first used, with the labels it is then given. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { METRICS } from './metric-names.ts';
import type { MetricName } from './metric-names.ts';
import type { Labels, Metrics } from './port.ts';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10, 30];
const RECORDS = [1, 2, 5, 10, 25, 50, 100, 200, 500, 1000];

export type PrometheusMetrics = Metrics & {
  /** The exposition text and its media type. */
  readonly expose: () => Promise<{ readonly contentType: string; readonly text: string }>;
};

export function makeMetrics(): PrometheusMetrics {
  const registry = new Registry();

  function known<Kind>(name: string, make: () => Kind): Kind {
    return (registry.getSingleMetric(name) as Kind | undefined) ?? make();
  }

  function shape(name: MetricName, labels: Labels): { name: string; help: string; labelNames: string[]; registers: Registry[] } {
    return { name, help: METRICS[name], labelNames: Object.keys(labels), registers: [registry] };
  }

  return {
    count: (name, labels = {}, by = 1) => {
      known(name, () => new Counter(shape(name, labels))).inc(labels, by);
    },
    observe: (name, value, labels = {}) => {
      const buckets = name.endsWith('_seconds') ? SECONDS : RECORDS;
      known(name, () => new Histogram({ ...shape(name, labels), buckets })).observe(labels, value);
    },
    gauge: (name, value, labels = {}) => {
      known(name, () => new Gauge(shape(name, labels))).set(labels, value);
    },
    expose: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
