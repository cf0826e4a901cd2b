import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');
const cruiser = join(root, 'node_modules', '.bin', 'depcruise');

type Report = {
  readonly modules: readonly unknown[];
  readonly summary: { readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[] };
};

async function cruise(folder: string, parts: readonly string[]): Promise<Report> {
  const args = [cruiser, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', ...parts];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 28 });
  return JSON.parse(stdout) as Report;
}

/** Every line: the file, what it imports, the rule that forbids it. */
const FORBIDDEN: readonly (readonly [file: string, imported: string, rule: string])[] = [
  ['canonical/a.ts', '../broker/domain/good.ts', 'canonical-stands-alone'],
  ['canonical/b.ts', 'node:fs', 'canonical-uses-zod-only'],
  ['canonical/c.ts', 'pg', 'canonical-uses-zod-only'],
  ['broker/domain/a.ts', '../engine/good.ts', 'domain-knows-canonical-alone'],
  ['broker/domain/b.ts', '../config.ts', 'domain-knows-canonical-alone'],
  ['broker/domain/c.ts', 'node:crypto', 'domain-is-pure'],
  ['broker/domain/d.ts', 'zod', 'domain-is-pure'],
  ['broker/engine/a.ts', '../ledger/good.ts', 'engine-knows-no-shell'],
  ['broker/engine/b.ts', '../telemetry/good.ts', 'engine-knows-no-shell'],
  ['broker/engine/c.ts', '../config.ts', 'engine-knows-no-shell'],
  ['broker/http/a.ts', '../ledger/good.ts', 'shell-parts-apart'],
  ['broker/salesforce/a.ts', '../main.ts', 'shell-parts-apart'],
  ['broker/telemetry/a.ts', '../http/good.ts', 'shell-parts-apart'],
  ['broker/endpoints/erp/a.ts', '../wms/good.ts', 'endpoints-apart'],
  ['broker/endpoints/kit/a.ts', '../wms/good.ts', 'endpoints-apart'],
  ['broker/ledger/a.ts', '../../simulators/erp/good.ts', 'broker-knows-no-simulator'],
  ['broker/a.ts', '../scripts/good.ts', 'broker-knows-no-simulator'],
  ['simulators/erp/a.ts', '../../broker/engine/good.ts', 'simulators-know-no-broker'],
  ['simulators/erp/b.ts', '../../canonical/good.ts', 'simulators-speak-no-canonical'],
  ['simulators/erp/c.ts', '../org/good.ts', 'simulated-systems-apart'],
  ['broker/http/b.ts', 'fast-check', 'broker-needs-no-dev-tools'],
  ['simulators/salesforce/a.ts', 'graphql', 'org-starts-light'],
  ['simulators/salesforce/b.ts', './graphql/graphql-call.ts', 'org-starts-light'],
  ['scripts/a.ts', 'send', 'no-unlisted-package'],
  ['broker/http/c.ts', './absent.ts', 'everything-resolves'],
  ['broker/http/d.ts', './e.ts', 'no-cycles'],
];

/** A cycle is reported once, at the file that was read first. */
const CLOSES_THE_CYCLE = ['broker/http/e.ts', './d.ts'] as const;

const ALLOWED: readonly (readonly [file: string, imported: string])[] = [
  ['canonical/good.ts', 'zod'],
  ['broker/domain/good.ts', '../../canonical/good.ts'],
  ['broker/engine/good.ts', '../domain/good.ts'],
  ['broker/ledger/good.ts', '../engine/good.ts'],
  ['broker/telemetry/good.ts', 'pino'],
  ['broker/http/good.ts', '../telemetry/good.ts'],
  ['broker/endpoints/kit/good.ts', '../../engine/good.ts'],
  ['broker/endpoints/wms/good.ts', '../kit/good.ts'],
  ['broker/config.ts', 'node:fs'],
  ['broker/main.ts', './http/good.ts'],
  ['broker/domain/good.test.ts', 'fast-check'],
  ['simulators/salesforce/graphql/graphql-call.ts', 'graphql'],
  ['simulators/erp/good.ts', 'node:http'],
  ['simulators/org/good.ts', '@grpc/grpc-js'],
  ['scripts/good.ts', '../broker/main.ts'],
  ['test/good.ts', '../simulators/org/good.ts'],
];

describe('who may import whom', () => {
  let folder: string;
  let report: Report;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'imports-'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
    for (const [file, imported] of [...FORBIDDEN, CLOSES_THE_CYCLE, ...ALLOWED]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `import '${imported}';\n`);
    }
    report = await cruise(folder, ['canonical', 'broker', 'simulators', 'scripts', 'test']);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const rulesBrokenBy = (file: string): string[] =>
    report.summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);

  it.each(FORBIDDEN)('%s may not import %s', (file, _imported, rule) => {
    expect(rulesBrokenBy(file)).toContain(rule);
  });

  it.each(ALLOWED)('%s may import %s', (file) => {
    expect(rulesBrokenBy(file)).toEqual([]);
  });

  it('has an example of every rule', () => {
    const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
      readonly forbidden: readonly { readonly name: string }[];
    };
    expect(new Set(FORBIDDEN.map(([, , rule]) => rule))).toEqual(new Set(config.forbidden.map(({ name }) => name)));
  });

  it('was read from the repository itself, and not from nothing', async () => {
    const { modules } = await cruise(root, ['canonical', 'broker', 'simulators']);
    expect(modules.length).toBeGreaterThan(50);
  });
});
