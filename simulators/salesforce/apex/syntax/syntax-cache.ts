/** Keeps the syntax trees of sources. */
import { openReadings } from '../../kept-readings.ts';
import type { Parsed, SourceForm, SyntaxTree } from './ast.ts';
import { parseApex } from './parse.ts';

export type ApexParser = (source: string, form: SourceForm) => Parsed;

/** Parses through files in `folder`, which others may use at the same time. What is not there, or is damaged, is parsed anew. */
export function makeCachedParser(folder: string): ApexParser {
  const trees = openReadings<SyntaxTree>(folder, { folder: import.meta.dirname, library: '@apexdevtools/apex-parser' });
  return (source, form) => {
    const text = `${form} ${source}`;
    const tree = trees.find(text);
    if (tree !== undefined) return { ok: true, tree };
    const parsed = parseApex(source, form);
    if (parsed.ok) trees.keep(text, parsed.tree);
    return parsed;
  };
}
