/** Writes the reference of what the broker measures from the list that its code is held to. */
import { METRICS } from '../../broker/telemetry/metric-names.ts';
import { generatedFile } from './generated-file.ts';

await generatedFile(
  'docs/reference/metrics.md',
  [
    '# Metrics',
    '',
    'What `GET /metrics` answers, in the text format of Prometheus. `_total` counts since the process started; `_seconds` of calls and `salesforce_records_per_write` are histograms,',
    'all else is as it is now. What the ledger holds is the same in every process: take the greatest. Generated from `broker/telemetry/metric-names.ts`;',
    '[what to watch](../deployment.md#what-to-watch).',
    '',
    '| metric | meaning |',
    '| --- | --- |',
    ...Object.entries(METRICS).map(([name, meaning]) => `| \`${name}\` | ${meaning} |`),
    '',
  ].join('\n'),
);
