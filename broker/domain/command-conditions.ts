/** Troubles of commands without a final answer: where each stands, whose turn it is, when it is tried next. */
import { DOCUMENT_DIFFERS } from './command-policy.ts';
import type { Condition } from './condition.ts';
import type { OpenCommand, OrderState } from './order-state.ts';
import type { OwnReason, Reason } from './reason.ts';

type Trouble = Pick<Condition, 'category' | 'severity' | 'owner' | 'actions'>;

function refused(command: OpenCommand): Trouble {
  const { intent } = command;
  if (intent === 'CREATE_ORDER') return { category: 'REJECTED', severity: 'ERROR', owner: 'AGENT', actions: ['CORRECT', 'RETRY'] };
  return { category: 'REJECTED', severity: 'ERROR', owner: 'OPERATIONS', actions: ['RETRY'] };
}

function trouble(command: OpenCommand): Trouble | undefined {
  switch (command.phase) {
    case 'WAITING':
    case 'SUPERSEDED':
      return undefined;
    case 'OVERDUE':
      return { category: 'STUCK', severity: 'WARNING', owner: 'OPERATIONS', actions: [] };
    case 'IN_DOUBT':
      return { category: 'IN_DOUBT', severity: 'WARNING', owner: 'BROKER', actions: [] };
    case 'RETRYING':
      return command.misconfigured
        ? { category: 'CONFIG', severity: 'ERROR', owner: 'OPERATIONS', actions: [] }
        : { category: 'STUCK', severity: 'WARNING', owner: 'BROKER', actions: [] };
    case 'PARKED':
      return {
        category: command.code === DOCUMENT_DIFFERS ? 'DIVERGED' : 'STUCK',
        severity: 'ERROR',
        owner: 'OPERATIONS',
        actions: ['RETRY'],
      };
    case 'REJECTED':
      return refused(command);
  }
}

const NO_ANSWER: OwnReason = { code: 'NO_ANSWER', message: 'No answer yet' };

function reasonOf(state: OrderState, { intent, code = NO_ANSWER.code, message = NO_ANSWER.message }: OpenCommand): Reason {
  return intent === 'CREATE_ORDER' && state.refusal ? state.refusal : { code, message };
}

/** The reasons of the order's open commands. */
export function commandConditions(state: OrderState): readonly Condition[] {
  return state.commands.flatMap((command): readonly Condition[] => {
    const found = trouble(command);
    if (!found) return [];
    const { commandId, endpoint, nextTryAt, attempts } = command;
    const tries = { ...(attempts !== undefined && { attempts }), ...(nextTryAt !== undefined && { nextTryAt }) };
    return [{ subject: `command:${commandId}`, ...found, ...reasonOf(state, command), endpoint, commandId, ...tries }];
  });
}
