/** AccessLevel and AccessType. Source: Apex Reference Guide, "AccessLevel Class" and "AccessType Enum". */
import { classOf } from '../types/type.ts';
import { PlatformObject } from '../values.ts';
import { platformClass, platformEnum, type PlatformClass } from './native.ts';

const level = (name: string): PlatformObject => new PlatformObject(classOf('AccessLevel'), name, name);

export const accessClasses: readonly PlatformClass[] = [
  platformClass('AccessLevel', {
    'static AccessLevel USER_MODE': { get: () => level('USER_MODE') },
    'static AccessLevel SYSTEM_MODE': { get: () => level('SYSTEM_MODE') },
  }),
  platformEnum('AccessType', ['CREATABLE', 'READABLE', 'UPDATABLE', 'UPSERTABLE']),
];
