/** Administration that every simulated system has: faults, settings, figures, the effect log, going down. */
import { z } from 'zod';
import type { Answer, Call, Route } from './call.ts';
import { ok, problem } from './call.ts';
import type { Capacity } from './capacity.ts';
import type { EffectLog } from './effect-log.ts';
import { FaultRule } from './fault-script.ts';
import type { FaultScript } from './fault-script.ts';
import { adjust } from './settings.ts';

const EFFECT_PAGE = 10_000;

/** Runs work on a parsed body, or answers 400 with what is wrong with it. */
export function withBody<Body>(schema: z.ZodType<Body>, call: Call, work: (body: Body) => Answer): Answer {
  const parsed = schema.safeParse(call.body ?? {});
  return parsed.success ? work(parsed.data) : problem(400, 'INVALID', z.prettifyError(parsed.error));
}

export type AdminDependencies = {
  readonly capacity: Capacity;
  readonly faults: FaultScript;
  readonly effects: EffectLog;
  readonly settings: object;
  readonly settingsPatch: z.ZodType<Readonly<Record<string, object | undefined>>>;
  readonly goDown: (forMs: number) => void;
  /** Figures of the system's own. */
  readonly figures: () => Readonly<Record<string, unknown>>;
};

const FaultList = z.union([z.array(FaultRule), FaultRule.transform((rule) => [rule])]);
const Downtime = z.strictObject({ forMs: z.number().min(0) });

function effectRoute(effects: EffectLog): Route {
  return {
    method: 'GET',
    pattern: '/_admin/effects',
    operation: 'readEffects',
    handle: ({ query }) => {
      const after = Number(query.get('after') ?? 0);
      const limit = Math.min(Number(query.get('limit') ?? EFFECT_PAGE), EFFECT_PAGE);
      if (!Number.isInteger(after) || !Number.isInteger(limit)) return problem(400, 'INVALID', 'after and limit are whole numbers');
      return ok({ effects: effects.after(after, limit), size: effects.size() });
    },
  };
}

function faultRoutes(faults: FaultScript): readonly Route[] {
  const pattern = '/_admin/faults';
  return [
    { method: 'GET', pattern, operation: 'readFaults', handle: () => ok({ faults: faults.rules() }) },
    {
      method: 'POST',
      pattern,
      operation: 'addFaults',
      handle: (call) =>
        withBody(FaultList, call, (rules) => {
          for (const rule of rules) faults.add(rule);
          return ok({ faults: faults.rules() });
        }),
    },
    {
      method: 'DELETE',
      pattern,
      operation: 'clearFaults',
      handle: () => {
        faults.clear();
        return { status: 204 };
      },
    },
  ];
}

export function adminRoutes(dependencies: AdminDependencies): readonly Route[] {
  const { capacity, settings, settingsPatch, figures } = dependencies;
  return [
    effectRoute(dependencies.effects),
    ...faultRoutes(dependencies.faults),
    { method: 'GET', pattern: '/_admin/stats', operation: 'readStats', handle: () => ok({ ...capacity.stats(), ...figures() }) },
    {
      method: 'POST',
      pattern: '/_admin/stats/reset',
      operation: 'resetStats',
      handle: () => {
        capacity.reset();
        return { status: 204 };
      },
    },
    { method: 'GET', pattern: '/_admin/settings', operation: 'readSettings', handle: () => ok(settings) },
    {
      method: 'PATCH',
      pattern: '/_admin/settings',
      operation: 'changeSettings',
      handle: (call) =>
        withBody(settingsPatch, call, (patch) => {
          adjust(settings, patch);
          return ok(settings);
        }),
    },
    {
      method: 'POST',
      pattern: '/_admin/restart',
      operation: 'restart',
      handle: (call) =>
        withBody(Downtime, call, ({ forMs }) => {
          setImmediate(() => dependencies.goDown(forMs));
          return { status: 202 };
        }),
    },
  ];
}
