/** What searches find in a test. Source: Apex Reference Guide, "Test.setFixedSearchResults". */
import type { ApexList } from '../collections.ts';
import type { ApexContext } from '../context.ts';

const FIXED = Symbol('fixed search results');

const held = (context: ApexContext): { ids: readonly string[] } => context.keep(FIXED, () => ({ ids: [] }));

export const fixedSearchResults = (context: ApexContext): readonly string[] => held(context).ids;

export function fixSearchResults(context: ApexContext, ids: ApexList): void {
  held(context).ids = ids.items as string[];
}
