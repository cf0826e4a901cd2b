/** For tests: the real package with one thing changed, so that a check proves on real input that it sees the change. */
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { buildModel, type PackageModel } from './source/package-model.ts';
import { readSource, type SourceTexts } from './source/read-source.ts';
import { parseXml, type XmlNode } from './source/xml.ts';

const root = join(import.meta.dirname, '..', '..');
const clean = readSource(root);
const parsed = new Map<string, XmlNode>();

/** Files that stay as they are, are parsed once for all tests. */
function build(texts: SourceTexts): PackageModel {
  return buildModel(texts, (source) => {
    const known = parsed.get(source) ?? parseXml(source);
    parsed.set(source, known);
    return known;
  });
}

/** The package as it is. */
export function cleanPackage(): PackageModel {
  return build(clean);
}

/** One change, as a person might make it. */
export type Seed = { readonly path: string; readonly from: string; readonly to: string };

/** The package after `from` became `to` in one file. Fails the test if the file or the text is not there. */
export function withChange({ path, from, to }: Seed): PackageModel {
  const text = clean.get(path);
  expect(text).toContain(from);
  return build(new Map([...clean, [path, (text ?? '').replace(from, () => to)]]));
}

/** The package with a file more. */
export function withFile(path: string, text: string): PackageModel {
  expect(clean.has(path)).toBe(false);
  return build(new Map([...clean, [path, text]]));
}

/** The package without a file. */
export function withoutFile(path: string): PackageModel {
  expect(clean.has(path)).toBe(true);
  const rest: SourceTexts = new Map([...clean].filter(([other]) => other !== path));
  return build(rest);
}
