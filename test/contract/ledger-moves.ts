/** Moves the ledger's suite is made of. */
import type { OutboundCommand } from '../../canonical/command.ts';
import type { Message } from '../../broker/domain/message.ts';
import type { TurnResult } from '../../broker/domain/turn.ts';
import type { InboundMessage, Ledger, TurnFunction } from '../../broker/engine/ledger.ts';

export const T0 = 1_800_000_000_000;
export const LEASE_MS = 5000;

let unique = 0;

/** Names never repeat, so that the tests of one ledger do not see each other. */
export function fresh(prefix: string): string {
  unique += 1;
  return `${prefix}${unique}`;
}

export function timerMessage(aggregateId: string, timer: string, overrides: Partial<InboundMessage> = {}): InboundMessage {
  const message: Message = { type: 'timer.fired', timer };
  return { aggregateId, source: 'test', dedupeKey: fresh('key'), fingerprint: timer, message, ...overrides };
}

export function release(commandId: string, aggregateId: string, endpoint = 'erp'): OutboundCommand {
  return { commandId, orderKey: aggregateId, endpoint, body: { intent: 'RELEASE_HOLD', document: { nativeId: '1' } } };
}

type Seen = { readonly timers: readonly string[] };

/** A turn that remembers the timers it saw. */
export function remember(extra: (timers: readonly string[]) => Partial<TurnResult<unknown>> = () => ({})): TurnFunction {
  return (_, state, messages) => {
    const before = (state as Seen | null)?.timers ?? [];
    const seen = messages.map((message) => (message.type === 'timer.fired' ? message.timer : message.type));
    const timers = [...before, ...seen];
    const journal = seen.map((timer, index) => ({ sequence: before.length + index + 1, type: 'seen', body: { timer } }));
    return { state: { timers }, journal, commands: [], revived: [], recalled: [], records: [], exceptions: [], ...extra(timers) };
  };
}

/** Takes a command into the ledger of a fresh aggregate and answers its ids. */
export async function issue(
  ledger: Ledger,
  endpoint = fresh('endpoint-'),
): Promise<{ aggregateId: string; commandId: string; endpoint: string }> {
  const aggregateId = fresh('ORDER');
  const commandId = `${aggregateId}-C1`;
  await ledger.accept({ messages: [timerMessage(aggregateId, 'a')] });
  await ledger.runTurns(
    [aggregateId],
    remember(() => ({ commands: [release(commandId, aggregateId, endpoint)] })),
    T0,
  );
  return { aggregateId, commandId, endpoint };
}

export async function turnsSeen(ledger: Ledger, aggregateId: string): Promise<readonly string[]> {
  let timers: readonly string[] = [];
  await ledger.accept({ messages: [timerMessage(aggregateId, 'look')] });
  await ledger.runTurns(
    [aggregateId],
    remember((seen) => ((timers = seen), {})),
    T0,
  );
  return timers.slice(0, -1);
}
