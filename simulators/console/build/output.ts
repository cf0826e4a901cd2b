/** A bundle in memory. */
import { createHash } from 'node:crypto';
import type { OutputAsset, OutputChunk } from 'rollup';

/** Texts of scripts by file name. */
export type Bundle = { readonly hash: string; readonly files: ReadonlyMap<string, string> };

export function bundleOf(output: readonly (OutputChunk | OutputAsset)[]): Bundle {
  const files = new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : Buffer.from(file.source).toString()]));
  const hash = createHash('sha256');
  for (const [name, text] of files) hash.update(name).update(text);
  return { hash: hash.digest('hex').slice(0, 16), files };
}
