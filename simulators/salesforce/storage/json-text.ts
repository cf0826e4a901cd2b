/** Text of a JSON value as a message shows it: strings as they are, everything else as JSON writes it. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
