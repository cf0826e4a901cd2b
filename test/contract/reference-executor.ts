/**
 * The uniform algorithm for commands, small enough to be read at once: persist before sending, probe whatever was lost,
 * wait out the settle time, adopt or send again. Adapters are held to it; the engine has its own, proven elsewhere.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { OutboundCommand } from '../../canonical/command.ts';
import type { DocumentRef, Endpoint, Failure, Outcome } from '../../broker/engine/endpoint.ts';

/** What is persisted of a command: plain data, so that another executor can go on from it. */
export type CommandRecord = {
  readonly command: OutboundCommand;
  state: 'PENDING' | 'SENT' | 'ACKED' | 'REJECTED' | 'DIVERGED' | 'DUPLICATE' | 'CONFIG';
  sends: number;
  probes: number;
  sentAt: number;
  document?: DocumentRef;
  code?: string;
  /** Classes of everything the endpoint answered, in order. */
  readonly answers: string[];
};

export function newRecord(command: OutboundCommand): CommandRecord {
  return { command, state: 'PENDING', sends: 0, probes: 0, sentAt: 0, answers: [] };
}

/** What a create of several steps left behind is found half done, and finished. */
export const FINISHED_LATER = ['IN_DOUBT', 'UNFINISHED', 'ACK'];

const PAUSE_MS = 15;
/** Within the settle time a probe that found nothing is asked again about this often. */
const PROBES_PER_SETTLE = 6;
/** More than any script of troubles can take, so that reaching it means going in circles. */
const MOST_STEPS = 500;

async function within<Answer>(endpoint: Endpoint, work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  return work(AbortSignal.timeout(endpoint.capabilities.timeoutMs));
}

function pauseFor(failure: Failure): Promise<void> {
  return wait(Math.max(PAUSE_MS, ('retryAfterMs' in failure ? failure.retryAfterMs : undefined) ?? 0));
}

function adopt(record: CommandRecord, document: DocumentRef): void {
  record.state = 'ACKED';
  record.document = document;
}

/** `persist` is called before a send and after each answer; it may throw to play a crash at that moment. */
export async function execute(
  endpoint: Endpoint,
  record: CommandRecord,
  persist: (record: CommandRecord) => void = () => undefined,
): Promise<CommandRecord> {
  const { command } = record;

  async function settle(outcome: Outcome): Promise<void> {
    record.answers.push(outcome.class);
    if (outcome.class === 'ACK' || outcome.class === 'ALREADY_DONE') {
      adopt(record, outcome.document);
      return;
    }
    record.code = outcome.code;
    if (outcome.class === 'REJECT') record.state = outcome.code === 'DOCUMENT_DIFFERS' ? 'DIVERGED' : 'REJECTED';
    else if (outcome.class === 'CONFIG') record.state = 'CONFIG';
    else if (outcome.class !== 'IN_DOUBT') {
      record.state = 'PENDING';
      await pauseFor(outcome);
    }
  }

  async function send(): Promise<void> {
    record.state = 'SENT';
    record.sends += 1;
    record.sentAt = Date.now();
    persist(record);
    await settle(await within(endpoint, (signal) => endpoint.send(command, signal)));
  }

  async function probe(): Promise<void> {
    record.probes += 1;
    const askedAt = Date.now();
    const outcome = await within(endpoint, (signal) => endpoint.probe(command, signal));
    record.answers.push(outcome.class);
    if (outcome.class === 'UNFINISHED') record.state = 'PENDING';
    else if (outcome.class === 'NOT_FOUND') {
      if (askedAt >= record.sentAt + endpoint.capabilities.settleMs) record.state = 'PENDING';
      else await wait(endpoint.capabilities.settleMs / PROBES_PER_SETTLE);
    } else if (outcome.class !== 'FOUND') await pauseFor(outcome);
    else if (!outcome.documents.every(({ matches }) => matches)) record.state = 'DIVERGED';
    else if (outcome.documents.length > 1) record.state = 'DUPLICATE';
    else adopt(record, outcome.documents[0] as DocumentRef);
  }

  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (record.state === 'PENDING') await send();
    else if (record.state === 'SENT') await probe();
    else return record;
    persist(record);
  }
  throw new Error(`no end after ${MOST_STEPS} steps: ${record.answers.join(' ')}`);
}
