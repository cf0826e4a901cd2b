/**
 * The ledger port: the durable truth the engine works on. PostgreSQL implements it (broker/ledger), and a twin in
 * memory for the simulation; one suite holds both to the promises written here.
 */
import type { CommandState, OutboundCommand } from '../../canonical/command.ts';
import type { OrderRequestType } from '../../canonical/order-request.ts';
import type { SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import type { Message } from '../domain/message.ts';
import type { TurnResult } from '../domain/turn.ts';

/** A message for one aggregate. The same `source` and `dedupeKey` are taken once; `fingerprint` tells a repetition from another body. */
export type InboundMessage = {
  readonly aggregateId: string;
  readonly source: string;
  readonly dedupeKey: string;
  readonly fingerprint: string;
  readonly message: Message;
};

/** Something announced in Salesforce whose content must be fetched before its order's turn can run. */
export type ReadRequest = {
  readonly orderKey: string;
  readonly requestKey: string;
  readonly dedupeKey: string;
  /** What the agent asks for; absent: the submission of the order, whose content is the order itself. */
  readonly request?: OrderRequestType;
};

/** An event nobody could understand, kept as it came. */
export type ParkedEvent = {
  readonly topic: string;
  readonly replayId: Uint8Array;
  readonly eventId: string;
  readonly schemaId: string;
  readonly payload: Uint8Array;
  readonly code: string;
  readonly message: string;
};

/** Proof of holding a lease. A higher token has been given to somebody else as soon as writes with this one are refused. */
export type Lease = { readonly name: string; readonly owner: string; readonly token: number };

/** Position in a topic. Opaque bytes: never compared, never counted, never used on another topic. */
export type Checkpoint = { readonly topic: string; readonly replayId: Uint8Array; readonly lease: Lease };

/** What came in together and is committed together. */
export type InboundBatch = {
  readonly messages: readonly InboundMessage[];
  readonly reads?: readonly ReadRequest[];
  readonly parked?: readonly ParkedEvent[];
  readonly checkpoint?: Checkpoint;
};

/** NEW: committed now. DUPLICATE: was here before. CONFLICT: its key was here before with another body. */
export type Acceptance = 'NEW' | 'DUPLICATE' | 'CONFLICT';

/** A lease was lost: somebody else goes on from here. */
export type Fenced = { readonly fenced: true };

export type ScheduledCommand = {
  readonly commandId: string;
  readonly endpoint: string;
  /** 1 goes first. */
  readonly priority: number;
  /** Rises whenever the command changes hands, and so tells one scheduling from the next: part of the job's id. */
  readonly token: number;
  readonly dueAt: number;
};

export type TurnReport = {
  readonly aggregateId: string;
  readonly commands: readonly ScheduledCommand[];
  /** Whether records await writing to Salesforce. */
  readonly dirty: boolean;
  /** Whether there is more to take: one turn takes so many, or stopped before a poisoned message, or one set apart is taken again. */
  readonly more: boolean;
  /** What the turn threw, with its stack: a bug. The message it threw at is set apart, or the aggregate is stuck. */
  readonly fault?: string;
};

/** `busy` are aggregates another process is running: what they were woken for may not be in the turn that is under way. */
export type TurnRun = { readonly reports: readonly TurnReport[]; readonly busy: readonly string[] };

/**
 * Runs one aggregate's turn. Pure; throws only for a bug: the message it threw at is set apart, and its aggregate told so.
 * One that cannot even be told is stuck: its messages stay, people see it, and it is tried again after a while.
 */
export type TurnFunction = (aggregateId: string, state: unknown, messages: readonly Message[], now: number) => TurnResult<unknown>;

/** A command in this process's hands until `leaseUntil`. Settling with an old token changes nothing. */
export type ClaimedCommand = {
  readonly command: OutboundCommand;
  /** SEND: never sent, or provably not executed. PROBE: an earlier send may have been executed. */
  readonly mode: 'SEND' | 'PROBE';
  readonly token: number;
  /** Sends so far, this one included. */
  readonly attempts: number;
  /** When the last send started; undefined before the first. */
  readonly sentAt?: number;
  readonly createdAt: number;
  /** Probes since the last send that found nothing. */
  readonly emptyProbes: number;
};

/** How a claimed command leaves the hands that held it. */
export type CommandSettlement = {
  readonly commandId: string;
  readonly token: number;
  readonly state: CommandState;
  readonly dueAt?: number;
  readonly code?: string;
  readonly detail?: string;
  readonly emptyProbes?: number;
  /** When the send really began, where that differs from the claim. */
  readonly sentAt?: number;
  /** What the aggregate learns of it, committed with the state. */
  readonly message?: InboundMessage;
};

/** A Salesforce record that is behind: what to send, and the version it then has. */
export type DirtyRecord = SalesforceRecord & {
  readonly aggregateId: string;
  readonly version: number;
  readonly attempts: number;
};

/** Asks for the records of at most `limit` aggregates, those longest behind first, and of none of `except`. */
export type DirtyQuestion = {
  readonly now: number;
  readonly limit: number;
  readonly except: readonly string[];
  /** So long an aggregate may be behind whose last turn issued commands: their answers change its records again. */
  readonly patienceMs: number;
};

/** ACCEPTED: Salesforce has this version. RETRY: send again at `dueAt`. REFUSED: not before its values change. */
export type RecordSettlement = {
  readonly aggregateId: string;
  readonly object: string;
  readonly externalId: string;
  readonly version: number;
  readonly result: 'ACCEPTED' | 'RETRY' | 'REFUSED';
  readonly dueAt?: number;
  readonly code?: string;
  readonly detail?: string;
};

/** A process that calls endpoints, and how much of their concurrency it needs beside the others. */
export type Caller = { readonly owner: string; readonly weight: number };

export type Ledger = {
  /** Commits a batch, all or nothing, in the order given. Answers per message, or that the checkpoint's lease is lost. */
  readonly accept: (batch: InboundBatch) => Promise<readonly Acceptance[] | Fenced>;

  /** Runs the turns of these aggregates in one transaction; those another process is running are left to it. */
  readonly runTurns: (aggregateIds: readonly string[], turn: TurnFunction, now: number) => Promise<TurnRun>;
  /** Aggregates with waiting messages or a timer that is due, without those that are stuck and held for a while. */
  readonly waitingAggregates: (now: number, limit: number) => Promise<readonly string[]>;

  /** Takes commands that are due into this process's hands. Those that are not due or are held elsewhere are left out. */
  readonly claimCommands: (
    commandIds: readonly string[],
    owner: string,
    now: number,
    leaseMs: number,
  ) => Promise<readonly ClaimedCommand[]>;
  /** Answers the commands that were still in the caller's hands, and are until `leaseUntil`. */
  readonly renewCommands: (claims: readonly { commandId: string; token: number }[], leaseUntil: number) => Promise<readonly string[]>;
  /** Commits states and messages together. Answers which were still in the settler's hands. */
  readonly settleCommands: (settlements: readonly CommandSettlement[]) => Promise<readonly boolean[]>;
  /** Commands that are due, at most so many an endpoint; those whose holder vanished in the middle of a send become IN_DOUBT first. */
  readonly dueCommands: (now: number, limitPerEndpoint: number) => Promise<readonly ScheduledCommand[]>;

  /** Records that are behind, those of the same aggregate together. */
  readonly dirtyRecords: (question: DirtyQuestion) => Promise<readonly DirtyRecord[]>;
  /**
   * Notes what Salesforce made of records. An aggregate learns of a record refused, and of one taken again after that;
   * answers the aggregates that have something to learn.
   */
  readonly settleRecords: (settlements: readonly RecordSettlement[], now: number) => Promise<readonly string[]>;

  /**
   * What was announced in Salesforce and is not read yet, at most `limit`; not given to another reader before `leaseUntil`. What is
   * asked for about an order is given out once the order's submission was read: before, nobody knows the order.
   */
  readonly claimReads: (
    now: number,
    limit: number,
    leaseUntil: number,
  ) => Promise<readonly (ReadRequest & { readonly attempts: number })[]>;
  /** Replaces read requests by what was read. */
  readonly completeReads: (dedupeKeys: readonly string[], messages: readonly InboundMessage[]) => Promise<void>;

  /** The named lease for `ttlMs`, or undefined while another owner holds it. Renewing is acquiring again. */
  readonly acquireLease: (name: string, owner: string, now: number, ttlMs: number) => Promise<Lease | undefined>;
  readonly releaseLease: (lease: Lease) => Promise<void>;
  /** Says that this process calls endpoints until `ttlMs` from now. Answers all that do, the one that began first at the head. */
  readonly announceCaller: (caller: Caller, now: number, ttlMs: number) => Promise<readonly Caller[]>;
  readonly withdrawCaller: (owner: string) => Promise<void>;
  readonly checkpoint: (topic: string) => Promise<Uint8Array | undefined>;

  /** Where a poller stands in a feed; opaque to the ledger. */
  readonly watermark: (name: string) => Promise<string | undefined>;
  /** Moves it on from where it was read; one that somebody else has moved or removed meanwhile stays as it is. */
  readonly moveWatermark: (name: string, from: string | undefined, to: string) => Promise<void>;
};
