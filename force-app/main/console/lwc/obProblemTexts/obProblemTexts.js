/** A problem as sentences in the user's language: what the platform itself says of a lost way or session is English, and for nobody who reads this. */
import { LABELS } from './labels';

const OWN = { offline: LABELS.offline, session: LABELS.session };

/** @param {import('c/obErrors').Problem | undefined} problem @returns {string[]} at least one where there is a problem */
export function problemTexts(problem) {
  if (!problem) return [];
  const own = OWN[problem.kind];
  if (own) return [own];
  return problem.messages.length > 0 ? problem.messages : [LABELS.failed];
}
