import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as tables from './lifecycle.ts';
import { mayGo } from './lifecycle.ts';
import type { TransitionTable } from './lifecycle.ts';

type Expectation = { readonly table: TransitionTable<string>; readonly starts: readonly string[]; readonly ends: readonly string[] };

const LIFECYCLES: Readonly<Record<string, Expectation>> = {
  order: { table: tables.ORDER_TRANSITIONS, starts: ['RECEIVED'], ends: ['CLOSED'] },
  command: { table: tables.COMMAND_TRANSITIONS, starts: ['PENDING'], ends: ['ACKED'] },
  release: { table: tables.RELEASE_TRANSITIONS, starts: ['NEW'], ends: ['CANCELLED', 'CLOSED', 'REJECTED'] },
  shipment: { table: tables.SHIPMENT_TRANSITIONS, starts: ['PLANNED'], ends: ['RETURNED', 'REVERSED', 'VOIDED'] },
  return: { table: tables.RETURN_TRANSITIONS, starts: ['REQUESTED'], ends: ['CANCELLED', 'CLOSED', 'DECLINED', 'EXPIRED'] },
  credit: { table: tables.CREDIT_TRANSITIONS, starts: ['DRAFT'], ends: ['APPLIED', 'REFUNDED', 'REFUND_FAILED', 'VOIDED'] },
  hold: { table: tables.HOLD_TRANSITIONS, starts: ['ACTIVE'], ends: ['RELEASED'] },
  'payment operation': { table: tables.PAYMENT_OPERATION_TRANSITIONS, starts: ['REQUESTED'], ends: ['FAILED', 'REVERSED'] },
  request: { table: tables.REQUEST_TRANSITIONS, starts: ['ACCEPTED'], ends: ['COMPLETED', 'EXPIRED', 'FAILED', 'REJECTED'] },
  reservation: { table: tables.RESERVATION_TRANSITIONS, starts: ['HELD'], ends: ['EXPIRED', 'RELEASED'] },
};

function reachable(table: TransitionTable<string>, from: readonly string[]): ReadonlySet<string> {
  const seen = new Set(from);
  for (const state of seen) for (const next of table[state] ?? []) seen.add(next);
  return seen;
}

describe.each(Object.entries(LIFECYCLES))('the lifecycle of a %s', (_name, { table, starts, ends }) => {
  const states = Object.keys(table).sort();

  it('reaches every state from its start', () => {
    expect([...reachable(table, starts)].sort()).toEqual(states);
  });

  it('goes only to states it knows, to each once, and never to itself', () => {
    for (const [state, targets] of Object.entries(table)) {
      expect(targets.filter((target) => !states.includes(target))).toEqual([]);
      expect(new Set(targets).size).toBe(targets.length);
      expect(targets).not.toContain(state);
    }
  });

  it('ends where it should, and an end is final', () => {
    expect(states.filter((state) => table[state]!.length === 0)).toEqual([...ends]);
    for (const end of ends) expect([...reachable(table, [end])]).toEqual([end]);
  });

  it('reaches an end from everywhere', () => {
    for (const state of states) expect([...reachable(table, [state])].some((each) => ends.includes(each))).toBe(true);
  });

  it('never leaves its end, whatever is tried', () => {
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.array(fc.constantFrom(...states), { maxLength: 30 }), (start, attempts) => {
        let state = start;
        for (const attempt of attempts) {
          const ended = ends.includes(state);
          if (mayGo(table, state, attempt)) state = attempt;
          if (ended) expect(ends).toContain(state);
        }
        expect(states).toContain(state);
      }),
    );
  });
});

describe('a step', () => {
  it('is allowed by its table, or none at all', () => {
    expect(mayGo(tables.ORDER_TRANSITIONS, 'OPEN', 'COMPLETED')).toBe(true);
    expect(mayGo(tables.ORDER_TRANSITIONS, 'OPEN', 'OPEN')).toBe(true);
    expect(mayGo(tables.ORDER_TRANSITIONS, 'CLOSED', 'OPEN')).toBe(false);
  });

  it('sends a command whose answer was lost nowhere but to a probe or a person', () => {
    expect(tables.COMMAND_TRANSITIONS.IN_DOUBT).toEqual(['PROBING', 'PARKED']);
  });
});
