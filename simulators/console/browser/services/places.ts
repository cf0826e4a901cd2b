/** What components may know of where they stand. */
import { makePlace } from '../data/context-wire.ts';
import type { PageReference } from './page-reference.ts';

export const pagePlace = makePlace<PageReference>();
export const tabPlace = makePlace<string>();
