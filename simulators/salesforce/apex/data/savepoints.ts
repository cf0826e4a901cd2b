/**
 * Savepoints, and what they mean for callouts. Source: Apex Developer Guide, "Transaction Control"; Apex Reference, "Database.setSavepoint",
 * "rollback", "releaseSavepoint".
 */
import type { ApexContext } from '../context.ts';
import type { LimitName } from '../run/limits.ts';
import type { Runtime } from '../run/runtime.ts';
import { runningTriggers, type TriggerState } from '../run/trigger-state.ts';
import { classOf } from '../types/type.ts';
import { PlatformObject } from '../values.ts';

export type SavepointState = {
  readonly name: string;
  /** Of the org. */
  readonly place: unknown;
  /** Saves that were uncommitted when it was set. */
  readonly uncommitted: number;
  readonly trigger: TriggerState | undefined;
};

type Savepoint = PlatformObject<SavepointState>;

type Kept = { active: SavepointState[]; made: number; /** Counted as saves, but undone or none. */ forgiven: number };

const SAVEPOINTS = Symbol('savepoints');

const keptIn = (context: ApexContext): Kept => context.keep(SAVEPOINTS, () => ({ active: [], made: 0, forgiven: 0 }));

/** Since this version savepoints can be released, and work that was rolled back does not stand before a callout. */
const RELEASED_SINCE = 60;

const areReleased = (context: ApexContext): boolean => (context as Runtime).frames.apiVersion() >= RELEASED_SINCE;

const WRITES: readonly LimitName[] = ['dmlStatements', 'queueableJobs'];

const written = (context: ApexContext): number => WRITES.reduce((sum, limit) => sum + context.used(limit), 0);

const triggerOf = (context: ApexContext): TriggerState | undefined => runningTriggers(context).at(-1);

export function setSavepoint(context: ApexContext): Savepoint {
  const kept = keptIn(context);
  kept.made += 1;
  const uncommitted = written(context) - kept.forgiven;
  const state = { name: `Savepoint${kept.made}`, place: context.org.savepoint(), uncommitted, trigger: triggerOf(context) };
  context.use('dmlStatements');
  if (areReleased(context)) kept.forgiven += 1;
  kept.active.push(state);
  context.note('SAVEPOINT_SET', state.name);
  return new PlatformObject(classOf('Savepoint'), state, undefined, state.name);
}

/** What counts as a save, but is none. */
export function forgiveSave(context: ApexContext): void {
  keptIn(context).forgiven += 1;
}

/** Those that were set later are no longer valid. */
export function rollback(context: ApexContext, { state }: Savepoint): void {
  const kept = keptIn(context);
  const at = placeOf(context, kept, state);
  context.use('dmlStatements');
  context.org.rollback(state.place);
  kept.active.splice(at + 1);
  if (areReleased(context)) kept.forgiven = written(context) - state.uncommitted;
  context.note('SAVEPOINT_ROLLBACK', state.name);
}

/** Those that were set later are released with it. */
export function releaseSavepoint(context: ApexContext, { state }: Savepoint): void {
  const kept = keptIn(context);
  kept.active.splice(placeOf(context, kept, state));
  context.note('SAVEPOINT_RELEASE', state.name);
}

/** `Test.startTest` and `Test.stopTest` release all; saves count anew. */
export function resetSavepoints(context: ApexContext): void {
  if (!areReleased(context)) return;
  const kept = keptIn(context);
  if (kept.active.length > 0) context.note('SAVEPOINT_RESET');
  kept.active = [];
  kept.forgiven = 0;
}

function placeOf(context: ApexContext, { active }: Kept, state: SavepointState): number {
  const at = active.indexOf(state);
  if (at < 0) context.fail('UnexpectedException', `Savepoint is not valid: ${state.name}`);
  if (state.trigger !== triggerOf(context)) context.fail('UnexpectedException', `Savepoint of another trigger context: ${state.name}`);
  return at;
}

/** Why the transaction must not call out now; undefined where it may. Source: Apex Developer Guide, "Callout Limits and Limitations". */
export function calloutBarrier(context: ApexContext): string | undefined {
  const { active, forgiven } = keptIn(context);
  const isDirty = written(context) > forgiven || context.used('publishImmediateDml') > 0;
  if (isDirty) return 'You have uncommitted work pending. Please commit or rollback before calling out';
  return active.length > 0 ? 'All active Savepoints must be released before making callouts.' : undefined;
}
