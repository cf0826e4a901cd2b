/**
 * Tryton's records as the adapter uses them. A command takes many calls; the first that fails ends it, by an exception that
 * `outcomeOf` makes a value of again. Source: trytond 6.0, trytond/model/modelstorage.py and trytond/wizard/wizard.py.
 */
import { z } from 'zod';
import type { Failure } from '../../engine/endpoint.ts';
import { brokenContract } from '../kit/outcome.ts';
import type { Access } from '../kit/outcome.ts';
import type { RpcCall, TrytonSession } from './session.ts';
import type { Wire } from './values.ts';

export type Domain = readonly unknown[];

/** Carries a failed call out of a command of many calls. */
export class CallFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

export function fail(failure: Failure): never {
  throw new CallFailed(failure);
}

/** What the work answers, or the failure that ended it. */
export async function outcomeOf<Answer>(work: () => Promise<Answer>): Promise<Answer | Failure> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CallFailed) return error.failure;
    throw error;
  }
}

/** The records for the time of one command. */
export type Records = {
  readonly me: () => Promise<{ readonly user: number; readonly company: number }>;
  readonly search: <Row>(model: string, query: Query<Row>) => Promise<readonly Row[]>;
  /** A method that changes nothing. */
  readonly ask: <Answer>(method: string, params: readonly unknown[], answer: z.ZodType<Answer>) => Promise<Answer>;
  readonly create: (model: string, values: Wire) => Promise<number>;
  readonly write: (model: string, ids: readonly number[], values: Wire, unchanged?: Stamps) => Promise<void>;
  /** Presses a button. Whether it did anything shows in the record only. */
  readonly press: (model: string, button: string, ids: readonly number[], options?: PressOptions) => Promise<void>;
  /** Runs a wizard on a record: its first state, then one more with what `fill` makes of the defaults. */
  readonly wizard: (name: string, record: { readonly model: string; readonly id: number }, step: WizardStep) => Promise<void>;
};

export type Query<Row> = {
  readonly domain: Domain;
  readonly fields: readonly string[];
  readonly row: z.ZodType<Row>;
  readonly limit?: number;
  readonly context?: Wire;
};

/** Time stamps of records as they were read, by `model,id`: if one has changed since, the call fails of a conflict. */
export type Stamps = Readonly<Record<string, string>>;

export type PressOptions = {
  /** Whether to consent to this warning. Absent: to none. */
  readonly consents?: (warning: string) => Promise<boolean>;
  readonly unchanged?: Stamps;
};

export type WizardStep = { readonly state: string; readonly fill: (defaults: Wire) => Wire };

const Ids = z.array(z.int());
const Started = z.tuple([z.int(), z.string()]).rest(z.unknown());
const View = z.object({ view: z.object({ defaults: z.record(z.string(), z.unknown()) }) });

/** More warnings than lines of an order are none that consent helps against. */
const MOST_CONSENTS = 600;

function needsConsent(): Failure {
  return { class: 'REJECT', code: 'NEEDS_CONSENT', message: 'The ERP warns, and nobody has consented' };
}

/** A warning is named after what it warns of and the record it is about. */
export function isShortStock(warning: string): boolean {
  return warning.startsWith('stock_quantity_warning_');
}

function parsed<Answer>(schema: z.ZodType<Answer>, value: unknown): Answer {
  const answer = schema.safeParse(value);
  return answer.success ? answer.data : fail(brokenContract());
}

/** Helpers for the desktop client, which the server does not take back. */
function entered(defaults: Wire): Wire {
  return Object.fromEntries(Object.entries(defaults).filter(([name]) => !name.endsWith('.')));
}

export function makeRecords(session: TrytonSession, signal: AbortSignal): Records {
  async function call(rpc: RpcCall): Promise<unknown> {
    const answer = await session.call(rpc, signal);
    if (answer.class === 'RESULT') return answer.value;
    return fail(answer.class === 'WARNING' ? needsConsent() : answer);
  }

  async function me(): Promise<{ user: number; company: number }> {
    const identity = await session.identity(signal);
    return identity.class === 'IDENTITY' ? identity : fail(identity);
  }

  const access = (kind: Access) => ({ access: kind });

  async function press(model: string, button: string, ids: readonly number[], { consents, unchanged }: PressOptions = {}): Promise<void> {
    const rpc: RpcCall = {
      method: `model.${model}.${button}`,
      params: [ids],
      access: 'write',
      ...(unchanged && { context: { _timestamp: unchanged } }),
    };
    for (let consented = 0; ; consented += 1) {
      const answer = await session.call(rpc, signal);
      if (answer.class === 'RESULT') return;
      if (answer.class !== 'WARNING') fail(answer);
      if (consented === MOST_CONSENTS || (await consents?.(answer.name)) !== true) {
        fail(
          isShortStock(answer.name) ? { class: 'REJECT', code: 'SHORT_STOCK', message: 'The ERP has not enough stock' } : needsConsent(),
        );
      }
      const { user } = await me();
      await call({ method: 'model.res.user.warning.create', params: [[{ user, name: answer.name, always: false }]], ...access('write') });
    }
  }

  return {
    me,
    press,
    search: async (model, { domain, fields, row, limit, context }) => {
      const params = [domain, 0, limit ?? null, [['id', 'ASC']], fields];
      const value = await call({ method: `model.${model}.search_read`, params, ...access('read'), ...(context && { context }) });
      return parsed(z.array(row), value);
    },
    ask: async (method, params, answer) => parsed(answer, await call({ method, params, ...access('read') })),
    create: async (model, values) => {
      const [id] = parsed(Ids, await call({ method: `model.${model}.create`, params: [[values]], ...access('write') }));
      return id ?? fail(brokenContract());
    },
    write: async (model, ids, values, unchanged) => {
      const context = unchanged && { _timestamp: unchanged };
      await call({ method: `model.${model}.write`, params: [ids, values], ...access('write'), ...(context && { context }) });
    },
    wizard: async (name, { model, id }, { state, fill }) => {
      const context = { active_model: model, active_id: id, active_ids: [id] };
      const step = (method: string, params: readonly unknown[]): Promise<unknown> =>
        call({ method: `wizard.${name}.${method}`, params, context, ...access('write') });
      const [wizard, start] = parsed(Started, await step('create', []));
      const { view } = parsed(View, await step('execute', [wizard, {}, start]));
      await step('execute', [wizard, fill(entered(view.defaults)), state]);
      await step('delete', [wizard]);
    },
  };
}
