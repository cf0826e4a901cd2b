/** Runs a block of statements, as `executeAnonymous` does. Source: Tooling API guide, "executeAnonymous". */
import type { Actor } from '../../storage/actor.ts';
import type { Database } from '../../storage/database.ts';
import type { Problem } from '../compile/program.ts';
import { ApexThrow } from '../run/exceptions.ts';
import { makeExecution } from '../run/execution.ts';
import { SYNCHRONOUS, type Limits } from '../run/limits.ts';
import type { ApexHost } from './host.ts';

export type AnonymousOutcome = {
  /** Why it did not run. */
  readonly problems: readonly Problem[];
  /** `System.MathException: Divide by 0` and where; undefined when it ran to its end. */
  readonly failure: { readonly message: string; readonly stack: string } | undefined;
  /** `DEBUG|text`, a line each. */
  readonly log: readonly string[];
};

export type AnonymousOptions = {
  readonly host: ApexHost;
  readonly database: Database;
  readonly actor: Actor;
  /** Those of a synchronous transaction when left out. */
  readonly limits?: Limits;
};

/** In one transaction of its own, which a failure takes back. */
export function executeAnonymous({ host, database, actor, limits = SYNCHRONOUS }: AnonymousOptions, text: string): AnonymousOutcome {
  const compiled = host.apex.anonymous(text);
  if (typeof compiled !== 'function') return { problems: compiled, failure: undefined, log: [] };
  const execution = makeExecution(host.binding.userOf(actor.userId), { limits, quiddity: 'ANONYMOUS' });
  try {
    database.transact(actor, (transaction) => host.binding.on(transaction, () => host.runtime.within(execution, compiled)));
    return { problems: [], failure: undefined, log: execution.log };
  } catch (error) {
    if (!(error instanceof ApexThrow)) throw error;
    const { exception } = error;
    const message = `${exception.type.name}: ${exception.message ?? ''}`;
    return { problems: [], failure: { message, stack: exception.stack ?? '' }, log: execution.log };
  }
}
