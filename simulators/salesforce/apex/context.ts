/** What running Apex, and with it every platform class, may ask of the transaction it runs in. */
import type { ContextPorts } from './context-ports.ts';
import type { OrgPort, RunningUser } from './org-port.ts';
import type { LimitName } from './run/limits.ts';
import type { ApexType } from './types/type.ts';
import type { ApexCollection, ApexObject, Value } from './values.ts';

export type ApexContext = ContextPorts & {
  /** The org's time, ms since the epoch. */
  readonly now: () => number;
  /** From 0 (included) to 1. */
  readonly random: () => number;
  readonly uuid: () => string;
  /** Whom the code runs as: `System.runAs` changes it. */
  readonly user: () => RunningUser;
  readonly org: OrgPort;
  /** The type of that name, `List<String>`. */
  readonly type: (name: string) => ApexType;
  /** Throws the Apex exception of that type (`System.` may be left out): `fail('MathException', 'Divide by 0')`. */
  readonly fail: (type: string, message: string) => never;
  /** Calls a method of the package's class or of a platform interface by its name and number of arguments. */
  readonly call: (target: ApexObject, method: string, ...args: Value[]) => Value;
  /** The text of a value, as `String.valueOf` and string concatenation give it. */
  readonly text: (value: Value) => string;
  /** Counts against a governor limit; throws the LimitException beyond it. */
  readonly use: (limit: LimitName, amount?: number) => void;
  readonly used: (limit: LimitName) => number;
  /** Counts work that is not a statement of Apex: about one for each 16 characters of text or each element of a collection made. */
  readonly charge: (statements: number) => void;
  /**
   * Counts about so many bytes as held on the heap: what is being made, or, where a collection grows, what that took in. Throws the LimitException when
   * too much is held.
   */
  readonly hold: (bytes: number, grown?: ApexCollection) => void;
  /** What a platform class keeps for the length of the transaction, made on first use. */
  readonly keep: <Kept>(key: symbol, make: () => Kept) => Kept;
  /** Writes to the debug log: a level such as `DEBUG`, and the text. */
  readonly log: (level: string, text: string) => void;
  /** Notes an event of the debug log, behind the line that runs: `note('SOQL_EXECUTE_END', 'Rows:3')`. */
  readonly note: (event: string, ...details: readonly string[]) => void;
  /** Whether a test runs. */
  readonly inTest: () => boolean;
};
