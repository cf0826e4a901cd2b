/** One run of Code Analyzer over the package's folders. Its documentation is its `.d.ts`: npm @salesforce/code-analyzer-core. */
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { z } from 'zod';
import type { Finding } from '../finding.ts';
import { EXEMPTIONS, type Exemption } from './exemptions.ts';

/** What an AgentExchange review asks for, what Salesforce recommends, and copies in what people write. */
const SELECTED = ['AppExchange', 'Recommended', 'Security', ...['Apex', 'Javascript', 'Html'].map((of) => `cpd:DetectCopyPasteFor${of}`)];
const ENGINES = ['pmd', 'eslint', 'regex', 'retirejs'] as const;
const FOLDERS = ['force-app', 'post-install'] as const;
/** From 1, critical, to 5; 4 and 5 are a matter of taste, but for copies, which are all 5. */
const WORST_ALLOWED = 4;
/** Also of Code Analyzer's own log: 1 is an error, such as a file that a rule could not be applied to. */
const LOG_ERROR = 1;

const CONFIGURATION = `
engines:
  eslint:
    disable_react_base_config: true
    disable_typescript_base_config: true
`;

const Results = z.object({
  runDir: z.string(),
  violations: z.array(
    z.object({
      rule: z.string(),
      engine: z.string(),
      severity: z.int(),
      message: z.string(),
      primaryLocationIndex: z.int(),
      locations: z.array(z.object({ file: z.string(), startLine: z.int() })),
    }),
  ),
});
type Results = z.infer<typeof Results>;
type Violation = Results['violations'][number];

/** As much of the library as is used here: it is not there when this is compiled. */
type Log = { readonly engineName: string; readonly logLevel: number; readonly message: string };
type Analyzer = {
  addEnginePlugin: (plugin: unknown) => Promise<void>;
  createWorkspace: (paths: readonly string[]) => Promise<unknown>;
  selectRules: (selectors: readonly string[], options: { workspace: unknown }) => Promise<unknown>;
  run: (rules: unknown, options: { workspace: unknown }) => Promise<{ toFormattedOutput: (format: string) => string }>;
  onEvent: (type: 'EngineLogEvent', callback: (event: Log) => void) => void;
};
type Core = {
  readonly CodeAnalyzer: new (configuration: unknown) => Analyzer;
  readonly CodeAnalyzerConfig: { fromYamlString: (yaml: string, folder: string) => unknown };
};

function exemptionOf({ engine, rule }: Violation, path: string): Exemption | undefined {
  return EXEMPTIONS.find((exemption) => exemption.rule === `${engine}:${rule}` && exemption.files.test(path));
}

function firstLine(text: string): string {
  return text.split('\n', 1).join('');
}

/** What it found, without what is exempted, paths from `root`. An exemption that exempts nothing is a finding, too. */
function judge(root: string, { runDir, violations }: Results): readonly Finding[] {
  const used = new Set<Exemption>();
  const findings = violations.flatMap((violation): readonly Finding[] => {
    const { engine, rule, severity, message, primaryLocationIndex, locations } = violation;
    const { file = '', startLine = 0 } = locations[primaryLocationIndex] ?? {};
    const path = relative(root, resolve(runDir, file));
    const exemption = exemptionOf(violation, path);
    if (exemption !== undefined) used.add(exemption);
    const isBelowTheBar = severity >= WORST_ALLOWED && engine !== 'cpd';
    return exemption !== undefined || isBelowTheBar ? [] : [{ path, line: startLine, message: `${engine}:${rule}: ${firstLine(message)}` }];
  });
  const idle = EXEMPTIONS.filter((exemption) => !used.has(exemption));
  return [
    ...findings,
    ...idle.map(({ rule, files }) => ({ path: String(files), line: 0, message: `exempts nothing from ${rule} any more` })),
  ];
}

/** Runs the analyzer that lies in `home` over the package's folders below `root`. */
export async function analyze(root: string, home: string): Promise<readonly Finding[]> {
  const load = createRequire(join(home, 'package.json'));
  const { CodeAnalyzer, CodeAnalyzerConfig } = load('@salesforce/code-analyzer-core') as Core;
  const analyzer = new CodeAnalyzer(CodeAnalyzerConfig.fromYamlString(CONFIGURATION, root));
  const faults: Finding[] = [];
  analyzer.onEvent('EngineLogEvent', ({ engineName, logLevel, message }) => {
    if (logLevel <= LOG_ERROR) faults.push({ path: 'force-app', line: 0, message: `${engineName} could not do its work: ${message}` });
  });
  for (const engine of ENGINES) {
    const { createEnginePlugin } = load(`@salesforce/code-analyzer-${engine}-engine`) as { createEnginePlugin: () => unknown };
    await analyzer.addEnginePlugin(createEnginePlugin());
  }
  const workspace = await analyzer.createWorkspace(FOLDERS.map((folder) => join(root, folder)));
  const results = await analyzer.run(await analyzer.selectRules(SELECTED, { workspace }), { workspace });
  return [...faults, ...judge(root, Results.parse(JSON.parse(results.toFormattedOutput('JSON'))))];
}
