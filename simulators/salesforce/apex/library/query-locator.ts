/** What a batch job goes through. Source: Apex Reference Guide, "Database.QueryLocator Class" and "Database.QueryLocatorIterator Class". */
import type { ApexList } from '../collections.ts';
import { classOf } from '../types/type.ts';
import { PlatformObject } from '../values.ts';
import { iteration, type IteratorState } from './iterator.ts';
import { platformClass, type PlatformClass } from './native.ts';

/** The records are those the query found when the locator was made. */
export type QueryLocator = { readonly query: string; readonly records: ApexList };

type Locator = PlatformObject<QueryLocator>;

export const queryLocatorClasses: readonly PlatformClass[] = [
  platformClass(
    'Database.QueryLocator',
    {
      'String getQuery()': (_, { state }: Locator) => state.query,
      'Database.QueryLocatorIterator iterator()': (_, { state }: Locator): PlatformObject<IteratorState> =>
        new PlatformObject(classOf('Database.QueryLocatorIterator'), { values: state.records.items, next: 0 }),
    },
    { implements: ['Iterable<SObject>'] },
  ),
  platformClass('Database.QueryLocatorIterator', iteration('SObject'), { implements: ['Iterator<SObject>'] }),
];
