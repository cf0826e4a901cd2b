/** What a bulk read saw, where some of it has no keys anybody can read: the trouble of one document is not that of the others. */
import type { Observation } from '../../../canonical/observation.ts';
import type { ReadOutcome } from '../../engine/endpoint.ts';
import { brokenContract } from './outcome.ts';

/** An observation, nothing where a document is not ours, or 'BROKEN' where not even keys can be read. */
export type Seen = Observation | 'BROKEN' | undefined;

/**
 * Documents without keys are left out where others can be read. One that comes alone is asked for again, until it comes with
 * others; several, and nothing else, say that the system does not speak as its contract says.
 */
export function seenDocuments(seen: readonly Seen[]): ReadOutcome {
  const leftOut = seen.filter((document) => document === 'BROKEN').length;
  if (leftOut > 1 && leftOut === seen.length) return brokenContract();
  if (leftOut > 0 && leftOut === seen.length) {
    return { class: 'RETRY_SAFE', code: 'DOCUMENT_UNREADABLE', message: 'A document has no keys anybody can read' };
  }
  const observations = seen.filter((document) => document !== undefined && document !== 'BROKEN');
  return { class: 'OK', observations, ...(leftOut > 0 && { leftOut }) };
}

/** What was read first, and the rest; or what went wrong with the rest. */
export function joinReads(first: Extract<ReadOutcome, { readonly class: 'OK' }>, second: ReadOutcome): ReadOutcome {
  if (second.class !== 'OK') return second;
  const leftOut = (first.leftOut ?? 0) + (second.leftOut ?? 0);
  return { class: 'OK', observations: [...first.observations, ...second.observations], ...(leftOut > 0 && { leftOut }) };
}
