/** Partitions of the platform cache. Source: Metadata API Developer Guide, "PlatformCachePartition". */
import type { SourceFile } from './source-folder.ts';

export type CacheKind = 'organization' | 'session';

export type CachePartition = {
  readonly name: string;
  readonly isDefault: boolean;
  /** Caches it has room in. */
  readonly kinds: ReadonlySet<CacheKind>;
};

/** By name in lower case. */
export function readCachePartitions(files: readonly SourceFile[]): ReadonlyMap<string, CachePartition> {
  return new Map(files.filter(({ kind }) => kind === 'cachePartition').map((file) => [file.name.toLowerCase(), readPartition(file)]));
}

function readPartition({ name, root }: SourceFile): CachePartition {
  const roomy = root.children('platformCachePartitionTypes').filter((type) => Number(type.text('allocatedCapacity') ?? 0) > 0);
  const kinds = roomy.map((type): CacheKind => (type.text('cacheType') === 'Session' ? 'session' : 'organization'));
  return { name, isDefault: root.flag('isDefaultPartition'), kinds: new Set(kinds) };
}
