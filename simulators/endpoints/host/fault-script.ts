/** Which calls meet which trouble: by an explicit script ("the 3rd create of reference X"), and by seeded chance. */
import { z } from 'zod';
import type { Random } from '../random.ts';

const FaultKind = z.enum([
  /** Commits, then resets the connection instead of answering. */
  'drop-answer',
  /** Answers 504 and commits `delayMs` later. */
  'late-commit',
  /** Answers 429 with Retry-After; nothing is done. */
  'throttle',
  /** Answers 503 with Retry-After; nothing is done. */
  'unavailable',
  /** Answers 500; nothing is done. */
  'error-before-commit',
  /** Commits and answers 500. */
  'error-after-commit',
  /** Resets the connection; nothing is done. */
  'reset-before-commit',
  /** Answers 409 because the document changed meanwhile; nothing is done. */
  'stale-version',
  /** Takes `delayMs` more. */
  'slow',
  /** Does it, but searches find it `delayMs` later. */
  'late-index',
  /** Goes down for `delayMs`: connections are reset, then refused; what was committed is kept. */
  'restart',
]);

export const FaultRule = z
  .strictObject({
    kind: FaultKind,
    operation: z.string().default('*').describe('Name of an operation, or * for all.'),
    subject: z.string().optional().describe('Our key in the call; absent for any.'),
    nth: z.int().min(1).optional().describe('Only the nth call that fits; absent for every one.'),
    times: z.int().min(1).optional().describe('How often at most.'),
    probability: z.number().min(0).max(1).default(1),
    delayMs: z.number().min(0).default(0),
    retryAfterMs: z.number().min(0).default(1000),
  })
  .describe('A trouble and the calls that meet it.');

export type FaultRule = z.infer<typeof FaultRule>;

export type FaultScript = {
  readonly add: (rule: FaultRule) => void;
  readonly clear: () => void;
  /** The trouble this call meets; the first rule that fits decides, the others count it nevertheless. */
  readonly pick: (operation: string, subject: string | undefined) => FaultRule | undefined;
  /** Each rule with how many calls fitted it and how many met it. */
  readonly rules: () => readonly { readonly rule: FaultRule; readonly seen: number; readonly met: number }[];
};

export function makeFaultScript(random: Random): FaultScript {
  let entries: { readonly rule: FaultRule; seen: number; met: number }[] = [];

  function meets({ rule, seen, met }: (typeof entries)[number]): boolean {
    if (rule.nth !== undefined && seen !== rule.nth) return false;
    if (rule.times !== undefined && met >= rule.times) return false;
    return rule.probability === 1 || random() < rule.probability;
  }

  return {
    add: (rule) => entries.push({ rule, seen: 0, met: 0 }),
    clear: () => {
      entries = [];
    },
    pick: (operation, subject) => {
      let picked: FaultRule | undefined;
      for (const entry of entries) {
        const { rule } = entry;
        if (rule.operation !== '*' && rule.operation !== operation) continue;
        if (rule.subject !== undefined && rule.subject !== subject) continue;
        entry.seen += 1;
        if (picked || !meets(entry)) continue;
        entry.met += 1;
        picked = rule;
      }
      return picked;
    },
    rules: () => entries.map((entry) => ({ ...entry })),
  };
}
