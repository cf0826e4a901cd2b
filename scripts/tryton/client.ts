/** A user of Tryton as scripts and tests play one: the same protocol as the adapter's, but whatever goes wrong throws. */
import { makeHttpClient } from '../../broker/endpoints/kit/http-client.ts';
import { makeTrytonSession } from '../../broker/endpoints/tryton/session.ts';
import type { Account } from '../../broker/endpoints/tryton/session.ts';
import type { Wire } from '../../broker/endpoints/tryton/values.ts';

export type Domain = readonly unknown[];
export type Row = Readonly<Record<string, unknown>> & { readonly id: number };

export type TrytonUser = {
  readonly call: (method: string, params: readonly unknown[], context?: Wire) => Promise<unknown>;
  readonly create: (model: string, values: Wire | readonly Wire[]) => Promise<readonly number[]>;
  readonly read: (model: string, domain: Domain, fields: readonly string[]) => Promise<readonly Row[]>;
  readonly write: (model: string, ids: readonly number[], values: Wire) => Promise<void>;
  /** Presses a button, and consents to what the system warns of. */
  readonly press: (model: string, button: string, ids: readonly number[]) => Promise<unknown>;
  /** Runs a wizard on a record, state by state; `fill` makes of the defaults what is entered. Answers the last step's answer. */
  readonly wizard: (
    name: string,
    steps: readonly WizardStep[],
    record?: { readonly model: string; readonly id: number },
  ) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

export type WizardStep = { readonly state: string; readonly fill?: (defaults: Wire) => Wire };

const TIMEOUT_MS = 60_000;
/** Other users lock what we want; they let go soon. */
const MOST_TRIES = 30;
const PAUSE_MS = 100;

function list<Item>(value: Item | readonly Item[]): readonly Item[] {
  return Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
}

/** Helpers for the desktop client that come with a wizard's defaults and that it does not take back. */
function entered(defaults: Wire): Wire {
  return Object.fromEntries(Object.entries(defaults).filter(([name]) => !name.endsWith('.')));
}

/** Logs in with the first call. */
export function makeTrytonUser(baseUrl: string, account: Account): TrytonUser {
  const http = makeHttpClient({ baseUrl, headers: {}, connections: 4, timeoutMs: TIMEOUT_MS, now: Date.now });
  const session = makeTrytonSession(http, account);

  async function consent(name: string): Promise<void> {
    const user = await session.call(
      { method: 'model.res.user.search', params: [[['login', '=', account.user]], 0, 1, null], access: 'read' },
      AbortSignal.timeout(TIMEOUT_MS),
    );
    if (user.class !== 'RESULT') throw new Error(`who am I: ${user.class}`);
    await call('model.res.user.warning.create', [[{ user: (user.value as number[])[0], name, always: false }]]);
  }

  async function call(method: string, params: readonly unknown[], context: Wire = {}): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      const answer = await session.call({ method, params, access: 'write', context }, AbortSignal.timeout(TIMEOUT_MS));
      if (answer.class === 'RESULT') return answer.value;
      if (tries === MOST_TRIES) throw new Error(`${method}: ${answer.class} still`);
      if (answer.class === 'WARNING') await consent(answer.name);
      else if (answer.class === 'LOCKED' || answer.class === 'CONFLICT')
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * Math.random() * tries));
      else throw new Error(`${method}: ${answer.class} ${answer.code}`);
    }
  }

  return {
    call,
    create: async (model, values) => (await call(`model.${model}.create`, [list(values)])) as number[],
    read: async (model, domain, fields) => (await call(`model.${model}.search_read`, [domain, 0, null, [['id', 'ASC']], fields])) as Row[],
    write: async (model, ids, values) => {
      await call(`model.${model}.write`, [ids, values]);
    },
    press: (model, button, ids) => call(`model.${model}.${button}`, [ids]),
    wizard: async (name, steps, record) => {
      const context = record ? { active_model: record.model, active_id: record.id, active_ids: [record.id] } : {};
      const [id, start] = (await call(`wizard.${name}.create`, [], context)) as [number, string];
      let answer = (await call(`wizard.${name}.execute`, [id, {}, start], context)) as { view?: { defaults?: Wire } };
      for (const { state, fill } of steps) {
        const data = fill ? fill(entered(answer.view?.defaults ?? {})) : {};
        answer = (await call(`wizard.${name}.execute`, [id, data, state], context)) as typeof answer;
      }
      await call(`wizard.${name}.delete`, [id], context);
      return answer;
    },
    close: http.close,
  };
}
