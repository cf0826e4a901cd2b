/** What an `AccessLevel` argument says. Source: Apex Reference Guide, "AccessLevel Class". */
import { PlatformObject, type Value } from '../values.ts';

export type Mode = 'user' | 'system' | undefined;

/** Undefined without a level. */
export const levelMode = (level: Value | undefined): Mode =>
  level instanceof PlatformObject ? (level.key?.startsWith('SYSTEM') === true ? 'system' : 'user') : undefined;
