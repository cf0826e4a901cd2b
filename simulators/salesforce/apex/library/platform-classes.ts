/** Every platform class the org has. A class that is missing here is "not supported" to the resolver. */
import { booleanClass } from './boolean.ts';
import type { PlatformClass } from './native.ts';

export const PLATFORM_CLASSES: readonly PlatformClass[] = [booleanClass];
