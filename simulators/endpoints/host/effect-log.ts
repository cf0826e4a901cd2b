/** Everything a system did, in order, never changed: the witness an audit believes instead of the broker. */

export type Effect = {
  /** Rises by one. */
  readonly sequence: number;
  readonly at: string;
  readonly company: string;
  /** What was done: `order-created`, `goods-issue-posted`, … */
  readonly type: string;
  readonly id: string;
  readonly number: string;
  /** Our key on the document, where it has one. */
  readonly reference: string | undefined;
};

export type EffectLog = {
  readonly append: (effect: Omit<Effect, 'sequence'>) => void;
  /** The effects after a sequence number, oldest first. */
  readonly after: (sequence: number, limit: number) => readonly Effect[];
  readonly size: () => number;
};

export function makeEffectLog(): EffectLog {
  const effects: Effect[] = [];
  return {
    append: (effect) => effects.push({ sequence: effects.length + 1, ...effect }),
    after: (sequence, limit) => effects.slice(sequence, sequence + limit),
    size: () => effects.length,
  };
}
