/**
 * Text that crosses a border. Control characters and broken surrogates are refused: PostgreSQL cannot store a NUL, XML
 * and EDI partners cannot carry the others, and no name or number of a trade has one.
 */
import { z } from 'zod';

const PLAIN = /^[^\p{Cc}\p{Cs}]*$/u;

/** Text of at most `max` UTF-16 units, possibly empty, without blanks at its ends. */
export function text(max: number): z.ZodString {
  return z.string().trim().max(max).regex(PLAIN, 'must not contain control characters');
}

/** Text of at most `max` UTF-16 units kept to the letter, possibly empty. */
export function verbatim(max: number): z.ZodString {
  return z.string().max(max).regex(PLAIN, 'must not contain control characters');
}

/** Text that says something: at least one character that is not blank. */
export function filledText(max: number): z.ZodString {
  return text(max).min(1);
}

/** An outside system's own name for a thing, kept to the letter: not even its blanks are ours to trim. */
export function opaqueId(max: number): z.ZodString {
  return verbatim(max).min(1);
}
