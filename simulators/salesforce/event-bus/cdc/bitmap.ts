/**
 * The bitmaps of a change event header: `0x…` over the positions of the schema's fields, `<position>-0x…` over the members
 * of one compound field. Hex is upper-case with an even digit count, bit 0 is rightmost; the top-level entry, if any,
 * comes first. A compound field whose members changed has no bit of its own.
 */
export type FieldPositions = {
  readonly top: readonly number[];
  /** Positions of members, by the position of their compound field. */
  readonly nested: ReadonlyMap<number, readonly number[]>;
};

function bitmap(positions: readonly number[]): string {
  const bits = positions.reduce((sum, position) => sum | (1n << BigInt(position)), 0n);
  const digits = bits.toString(16).toUpperCase();
  return `0x${digits.length % 2 === 0 ? digits : `0${digits}`}`;
}

/** The header entries for a set of fields; empty for none. */
export function encodeBitmaps({ top, nested }: FieldPositions): string[] {
  const entries = [...nested].filter(([, members]) => members.length > 0).sort(([a], [b]) => a - b);
  const ofMembers = entries.map(([parent, members]) => `${parent}-${bitmap(members)}`);
  return top.length === 0 ? ofMembers : [bitmap(top), ...ofMembers];
}

/** The positions that header entries name: the reverse of `encodeBitmaps`. */
export function decodeBitmaps(entries: readonly string[]): FieldPositions {
  const nested = entries
    .filter((entry) => entry.includes('-'))
    .map((entry): [number, number[]] => {
      const [parent = '', bits = ''] = entry.split('-');
      return [Number(parent), positionsOf(bits)];
    });
  return { top: entries.filter((entry) => !entry.includes('-')).flatMap(positionsOf), nested: new Map(nested) };
}

function positionsOf(bitmapText: string): number[] {
  return Array.from(BigInt(bitmapText).toString(2))
    .reverse()
    .flatMap((bit, position) => (bit === '1' ? [position] : []));
}
