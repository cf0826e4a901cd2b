/** A context for tests of platform classes that need no org: what they do not bring themselves throws when it is used. */
import type { ApexContext } from '../context.ts';

export function makeTestContext(parts: Partial<ApexContext> = {}): ApexContext {
  const basics: Partial<ApexContext> = {
    now: () => Date.UTC(2026, 10, 21, 10),
    random: () => 0.5,
    uuid: () => '00000000-0000-4000-8000-000000000001',
    text: String,
    charge: () => undefined,
    hold: () => undefined,
    inTest: () => true,
    note: () => undefined,
    fail: (type, message) => {
      throw new Error(`${type}: ${message}`);
    },
  };
  return { ...basics, ...parts } as ApexContext;
}
