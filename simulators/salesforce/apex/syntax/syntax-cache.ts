/** Keeps syntax trees in files: reading source is most of the work of a start, and sources seldom change. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SyntaxTree } from './ast.ts';
import { parseApex, type Parsed, type SourceForm } from './parse.ts';

export type ApexParser = (source: string, form: SourceForm) => Parsed;

/** Goes into each key: raise it when the tree, or the parser, changes. */
const VERSION = 3;

/** Parses through files in `folder`, which others may use at the same time. What cannot be read is parsed anew. */
export function makeCachedParser(folder: string): ApexParser {
  mkdirSync(folder, { recursive: true });
  return (source, form) => {
    const path = join(folder, `${createHash('sha256').update(`${VERSION} ${form} ${source}`).digest('hex')}.json`);
    const tree = readTree(path);
    if (tree !== undefined) return { ok: true, tree };
    const parsed = parseApex(source, form);
    if (parsed.ok) writeWhole(path, JSON.stringify(parsed.tree));
    return parsed;
  };
}

function readTree(path: string): SyntaxTree | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as SyntaxTree;
  } catch {
    return undefined;
  }
}

/** Nobody sees a file that is half written. */
function writeWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}
