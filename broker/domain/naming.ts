/** Naming lines in sentences for people. */

const MOST_NAMED = 10;

/** The sentence with the lines it is about, the first of them where they are many. */
export function naming(sentence: string, lineKeys: readonly number[]): string {
  const named = lineKeys.slice(0, MOST_NAMED).join(', ');
  const more = lineKeys.length > MOST_NAMED ? ` and ${lineKeys.length - MOST_NAMED} more` : '';
  return `${sentence}: line ${named}${more}`;
}
