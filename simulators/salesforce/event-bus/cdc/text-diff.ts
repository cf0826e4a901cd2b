/**
 * Long texts travel as differences if that is shorter: a unified diff without context whose header holds the SHA-256 of
 * the new value (CDC guide, "Sending Data Differences for Fields of Updated Records").
 */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { structuredPatch } from 'diff';

const load = createRequire(import.meta.url);

const shortestText = 1000;
const greatestLengthChange = 0.5;
const greatestLineChange = 0.25;
/** A search for more takes longer than sending the text; by how much grows with the square. */
const mostChangedLines = 500;

const linesOf = (text: string): number => text.split('\n').length;

/** The difference that stands for `after` in an event, or undefined if the event carries the whole value. */
export function textDiff(before: string, after: string): string | undefined {
  if (after.length < shortestText || before.length === 0) return undefined;
  if (Math.abs(after.length - before.length) > greatestLengthChange * before.length) return undefined;

  const library = load('diff') as { readonly structuredPatch: typeof structuredPatch };
  const maxEditLength = Math.min(mostChangedLines, greatestLineChange * (linesOf(before) + linesOf(after)));
  const patch = library.structuredPatch('', '', before, after, '', '', { context: 0, maxEditLength });
  if (patch === undefined) return undefined;

  const hash = createHash('sha256').update(after).digest('hex');
  const body = patch.hunks.flatMap((hunk) => [
    `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
    ...hunk.lines,
  ]);
  const diff = ['--- ', `+++ ${hash}`, ...body].join('\n');
  return diff.length > after.length ? undefined : diff;
}
