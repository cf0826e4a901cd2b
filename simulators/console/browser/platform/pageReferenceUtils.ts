/** `lightning/pageReferenceUtils`. Source: its reference in the LWC Developer Guide. */
type FieldValues = Readonly<Record<string, string>>;

export function encodeDefaultFieldValues(values: FieldValues): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join(',');
}

export function decodeDefaultFieldValues(text: string): FieldValues {
  const pairs = text.split(',').map((pair) => pair.split('='));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, decodeURIComponent(value)]));
}
