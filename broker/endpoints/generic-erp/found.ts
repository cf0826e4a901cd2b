/** What a probe found, in the port's words. */
import type { ProbeOutcome } from '../../engine/endpoint.ts';

/** The documents of a probe, oldest first. */
export function found(documents: readonly { readonly id: string; readonly number: string; readonly matches: boolean }[]): ProbeOutcome {
  if (documents.length === 0) return { class: 'NOT_FOUND' };
  return { class: 'FOUND', documents: documents.map(({ id, number, matches }) => ({ nativeId: id, nativeNumber: number, matches })) };
}
