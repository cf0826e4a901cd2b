/** What an examination of a deployment found: each thing looked at, and whether it is well. */
export type Finding = { readonly what: string; readonly well: boolean; readonly words: string };

export function tellFindings(findings: readonly Finding[]): readonly string[] {
  const width = Math.max(...findings.map(({ what }) => what.length));
  return findings.map(({ what, well, words }) => `${well ? 'ok  ' : 'BAD '} ${what.padEnd(width)}  ${words}`);
}
