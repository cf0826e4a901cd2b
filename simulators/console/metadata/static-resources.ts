/** Static resources as they lie in source folders: one file, or for an archive the folder it is unpacked to. Source: StaticResource of the Metadata API guide. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { SourceFiles } from './source-files.ts';
import { readXml } from './xml.ts';

export type ResourceFile = {
  readonly path: string;
  /** Of a resource that is one file; what is in an archive goes by its ending. */
  readonly contentType: string | undefined;
};

/** The file behind `/resource/name/inside`; undefined where there is none. A path does not lead out of its archive. */
export function findResource(files: SourceFiles, name: string, inside: readonly string[]): ResourceFile | undefined {
  const description = files.named('.resource-meta.xml').get(name);
  if (description === undefined) return undefined;
  const folder = dirname(description);
  if (inside.length > 0) return inArchive(join(folder, name), inside);
  const single = readdirSync(folder).find((file) => file.startsWith(`${name}.`) && !file.endsWith('-meta.xml'));
  return single === undefined ? undefined : { path: join(folder, single), contentType: readXml(description).text('contentType') };
}

function inArchive(archive: string, inside: readonly string[]): ResourceFile | undefined {
  const path = resolve(archive, ...inside);
  const isThere = path.startsWith(archive + sep) && existsSync(path) && statSync(path).isFile();
  return isThere ? { path, contentType: undefined } : undefined;
}
