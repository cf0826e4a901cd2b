/** Writes the configuration reference from the one schema that reads the configuration. */
import { z } from 'zod';
import { ConfigSchema } from '../../broker/config.ts';
import { generatedFile } from './generated-file.ts';

type Setting = { readonly description?: string; readonly default?: unknown };

const { properties = {}, required = [] } = z.toJSONSchema(ConfigSchema, { io: 'input', unrepresentable: 'any' });

/** JSON Schema has no word for some defaults, such as that of a flag that is written as a text. */
function parsedDefault(name: string): unknown {
  return ConfigSchema.shape[name as keyof typeof ConfigSchema.shape].safeParse(undefined).data;
}

function row([name, schema]: readonly [string, unknown]): string {
  const { description = '', default: standard = parsedDefault(name) } = schema as Setting;
  const value =
    standard === undefined ? (required.includes(name) ? '**required**' : '') : `\`${JSON.stringify(standard).replaceAll('"', '')}\``;
  return `| \`${name}\` | ${value} | ${description.replaceAll('|', '\\|')} |`;
}

await generatedFile(
  'docs/reference/configuration.md',
  [
    '# Configuration',
    '',
    'The broker reads environment variables. Each may also come from a file named by the variable with `_FILE` behind it,',
    'as container platforms mount secrets. All faults are told at once, with exit code 78. Generated from `broker/config.ts`.',
    '',
    '| variable | default | meaning |',
    '| --- | --- | --- |',
    ...Object.entries(properties).map(row),
    '',
  ].join('\n'),
);
