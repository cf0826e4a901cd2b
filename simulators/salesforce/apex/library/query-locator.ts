/** What a batch job goes through. Source: Apex Reference Guide, "Database.QueryLocator Class" and "Database.QueryLocatorIterator Class". */
import type { ApexList } from '../collections.ts';
import { SOBJECT } from '../types/type.ts';
import type { PlatformObject } from '../values.ts';
import { iteratorOver } from './iterator.ts';
import { platformClass, type PlatformClass } from './native.ts';

/** The records are those the query found when the locator was made. */
export type QueryLocator = { readonly query: string; readonly records: ApexList };

type Locator = PlatformObject<QueryLocator>;

export const queryLocatorClasses: readonly PlatformClass[] = [
  platformClass(
    'Database.QueryLocator',
    {
      'String getQuery()': (_, { state }: Locator) => state.query,
      'Iterator<SObject> iterator()': (_, { state }: Locator) => iteratorOver(SOBJECT, state.records.items),
    },
    { implements: ['Iterable<SObject>'] },
  ),
];
