import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import prettier from 'prettier';
import { adapterFiles, registered } from './adapter-files.ts';
import { namesOf } from './names.ts';

const registry = readFileSync(join(import.meta.dirname, '..', '..', 'broker', 'endpoints', 'registry.ts'), 'utf8');
const style = { parser: 'typescript', printWidth: 140, singleQuote: true, trailingComma: 'all' } as const;

describe('a new endpoint', () => {
  it('has one name in all its forms', () => {
    expect(namesOf('acme-erp')).toEqual({ kind: 'acme-erp', value: 'acmeErp', type: 'AcmeErp', constant: 'ACME_ERP' });
  });

  it.each(['', 'Acme', 'acme_erp', '-acme', '../evil', 'kit', '1c'])('cannot be called %j', (name) => {
    expect(namesOf(name)).toBeUndefined();
  });

  it('is laid out in our format, in the folders where it belongs', async () => {
    const names = namesOf('acme-erp');
    if (!names) throw new Error('no name');
    const files = adapterFiles(names);
    expect([...files.keys()].map((path) => path.split('/').slice(0, 3).join('/'))).toContain('broker/endpoints/acme-erp');
    expect(files.has('test/contract/acme-erp.test.ts')).toBe(true);
    for (const content of files.values()) expect(await prettier.format(content, style)).toBe(content);
  });

  it('is added to the registry once', () => {
    const names = namesOf('acme-erp');
    if (!names) throw new Error('no name');
    const once = registered(registry, names);
    expect(once).toContain("import { acmeErpKind } from './acme-erp/adapter.ts';");
    expect(once).toMatch(/, acmeErpKind\]\.map/);
    expect(registered(once, names)).toBe(once);
  });
});
