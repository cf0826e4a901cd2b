/** One thing wrong with the package. */
export type Finding = {
  /** Path of the file, from the root of the repository. */
  readonly path: string;
  /** Counted from 1; 0 where the whole file is meant. */
  readonly line: number;
  readonly message: string;
};

/** As compilers write it, so that editors lead to the place. */
export function formatFinding({ path, line, message }: Finding): string {
  return line === 0 ? `${path}: ${message}` : `${path}:${line}: ${message}`;
}
