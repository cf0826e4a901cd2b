/** Our proto against the one the published Node client ships: same messages, fields, numbers, types and calls. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadSync } from '@grpc/proto-loader';
import { vendorProto } from './pubsub-raw-client.ts';

const ourProto = join(import.meta.dirname, '../../broker/salesforce/pubsub/pubsub.proto');

/** The wire-relevant lines of a proto file, sorted: declarations within their message, without comments and options. */
function declarations(path: string): string[] {
  const text = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const found: string[] = [];
  for (const [, kind, name, body] of text.matchAll(/(message|enum|service)\s+(\w+)\s*\{([^}]*)\}/g)) {
    const lines = (body ?? '').split(/[;{}]/).map((line) => line.trim().replace(/\s+/g, ' '));
    found.push(...lines.filter((line) => line !== '').map((line) => `${kind} ${name}: ${line.replace(/ ?([()]) ?/g, '$1')}`));
  }
  return found.sort();
}

describe('the Pub/Sub API contract', () => {
  it('has the fields, numbers and types of the vendor', () => {
    expect(declarations(ourProto)).toEqual(declarations(vendorProto));
    expect(declarations(ourProto).length).toBeGreaterThan(60);
  });

  it('offers the calls of the vendor under the same path', () => {
    const paths = (file: string): string[] => {
      const service = loadSync(file)['eventbus.v1.PubSub'];
      return Object.values(service as unknown as Record<string, { path: string }>).map(({ path }) => path);
    };
    expect(paths(ourProto).sort()).toEqual(paths(vendorProto).sort());
    expect(paths(ourProto)).toHaveLength(6);
  });
});
