/**
 * Makes the typed Pub/Sub client and server of `broker/salesforce/pubsub/pubsub.proto`: one copy for the broker, one for
 * the local org, because neither may import the other.
 *
 *   node scripts/generate/pubsub-proto.ts           writes both copies
 *   node scripts/generate/pubsub-proto.ts --check   exits 1 if a copy is not what the proto says
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedFile } from './generated-file.ts';

const root = join(import.meta.dirname, '..', '..');
const protoFolder = 'broker/salesforce/pubsub';
const copies = ['broker/salesforce/pubsub/generated/pubsub.ts', 'simulators/salesforce/event-bus/pubsub/generated/pubsub.ts'];

const tsProtoOptions = [
  'env=node',
  'esModuleInterop=true',
  'outputServices=grpc-js',
  'outputJsonMethods=false',
  'useExactTypes=false',
  'enumsAsLiterals=true',
  'unrecognizedEnum=false',
  'forceLong=bigint',
  'importSuffix=.ts',
];

function generate(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pubsub-proto-'));
  try {
    const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
    const template = {
      version: 'v2',
      inputs: [{ directory: protoFolder }],
      plugins: [{ local: bin('protoc-gen-ts_proto'), out: folder, opt: tsProtoOptions }],
    };
    execFileSync(bin('buf'), ['generate', '--template', JSON.stringify(template)], { cwd: root, stdio: 'inherit' });
    return readFileSync(join(folder, 'pubsub.ts'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const generated = generate();
for (const copy of copies) await generatedFile(copy, generated);
