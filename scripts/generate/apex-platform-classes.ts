/** Writes the list of platform classes that Apex in the local org may use from the tables that declare them. */
import type { PlatformClass } from '../../simulators/salesforce/apex/library/native.ts';
import { PLATFORM_CLASSES } from '../../simulators/salesforce/apex/library/platform-classes.ts';
import { RUNTIME_CLASSES } from '../../simulators/salesforce/apex/run/load.ts';
import { readSignature } from '../../simulators/salesforce/apex/library/signature.ts';
import { generatedFile } from './generated-file.ts';

/** Names of methods and properties, overloads as one; those of every enum are left out. */
function membersOf({ kind, members, demands, values }: PlatformClass): string {
  if (kind === 'enum') return values.length > 12 ? `${values.length} constants` : values.join(', ');
  const signatures = [...Object.keys(members), ...demands].map(readSignature);
  const names = signatures.filter(({ form }) => form !== 'constructor').map(({ name, form }) => (form === 'method' ? `${name}()` : name));
  return [...new Set(names)].sort().join(', ');
}

function entry(platform: PlatformClass): string {
  const { name, parameters, kind } = platform;
  const written = parameters.length === 0 ? name : `${name}<${parameters.join(', ')}>`;
  const members = membersOf(platform);
  return `- **\`${written}\`** (${kind})${members === '' ? '' : `: ${members}`}`;
}

const classes = [...PLATFORM_CLASSES, ...RUNTIME_CLASSES].sort((a, b) => a.name.localeCompare(b.name, 'en'));

await generatedFile(
  'docs/reference/apex-platform-classes.md',
  [
    '# Platform classes of the Apex runtime',
    '',
    'What is not listed is reported as "not supported" when Apex is loaded, with its file, line and column. What differs from the',
    'platform is in [Apex runtime](../apex-runtime.md). Generated from `simulators/salesforce/apex/library`.',
    '',
    ...classes.map(entry),
    '',
  ].join('\n'),
);
