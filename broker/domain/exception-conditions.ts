/**
 * What is wrong with an order, as far as its state tells. Exceptions are opened, changed and resolved by comparing this
 * with what is open, so none outlives its cause and the order in which messages came does not matter.
 */
import type { OrderLifecycle } from '../../canonical/lifecycle.ts';
import { commandConditions } from './command-conditions.ts';
import type { Condition, OwnCondition } from './condition.ts';
import { factConditions } from './fact-conditions.ts';
import { surplusDocuments } from './order-state.ts';
import type { OrderState, RefusedRecord, Stray } from './order-state.ts';
import { documentName } from './outcome.ts';
import { setApartSubject } from './set-apart.ts';

const ENDED: ReadonlySet<OrderLifecycle> = new Set(['COMPLETED', 'CANCELLED', 'CLOSED']);

const RESUBMITTED: OwnCondition = {
  ...{ subject: 'resubmission', category: 'REJECTED', code: 'ALREADY_SUBMITTED', severity: 'WARNING', owner: 'CUSTOMER_SYSTEM' },
  ...{ message: 'The order was submitted again with other content, which was not taken', actions: ['ACKNOWLEDGE'] },
};

function submissionConditions(state: OrderState): readonly Condition[] {
  const conditions: Condition[] = [];
  const byErp = state.commands.some(({ intent, phase }) => intent === 'CREATE_ORDER' && phase === 'REJECTED');
  if (state.refusal && !byErp) {
    const rest = { severity: 'ERROR', owner: 'AGENT', actions: ['CORRECT', 'RETRY'] } as const;
    conditions.push({ subject: 'submission', category: 'REJECTED', ...state.refusal, ...rest });
  }
  if (state.unreadable) {
    const rest = { severity: 'ERROR', owner: 'AGENT', actions: ['CORRECT'] } as const;
    conditions.push({ subject: 'unreadable', category: 'UNREADABLE', ...state.unreadable, ...rest });
  }
  if (state.conflicts && !ENDED.has(state.lifecycle)) conditions.push(RESUBMITTED);
  return conditions;
}

function documentConditions(state: OrderState): readonly OwnCondition[] {
  const [surplus, ...more] = surplusDocuments(state);
  if (!surplus) return [];
  const name = documentName(surplus);
  const also = more.length > 0 ? ` and ${more.length} more` : '';
  const common = { endpoint: surplus.endpoint, severity: 'ERROR', owner: 'OPERATIONS', actions: [] } as const;
  if (state.document) {
    const cancelling = state.commands.some((command) => command.intent === 'CANCEL_DUPLICATE' && command.phase === 'WAITING');
    const message = `${surplus.endpoint} has document ${name}${also} besides the one that counts`;
    const owner = cancelling ? 'BROKER' : 'OPERATIONS';
    return [{ subject: 'duplicate', category: 'DUPLICATE', code: 'SECOND_DOCUMENT', message, ...common, owner }];
  }
  if (!state.order) {
    const message = `${surplus.endpoint} has document ${name}${also} for an order the broker never took`;
    return [{ subject: 'unknown-order', category: 'GAP', code: 'UNKNOWN_ORDER', message, ...common }];
  }
  if (state.lifecycle !== 'REJECTED' && state.lifecycle !== 'CANCELLED') return [];
  const message = `The order is ${state.lifecycle === 'REJECTED' ? 'refused' : 'cancelled'}, but ${surplus.endpoint} has document ${name}${also} with its key`;
  return [{ subject: 'partial-create', category: 'PARTIAL_CREATE', code: 'DOCUMENT_EXISTS', message, ...common }];
}

const STRAY_SENTENCES: Readonly<Record<Stray['code'], string>> = {
  UNKNOWN_COMMAND: 'An answer came to command %, which was never issued',
  UNKNOWN_RELEASE: 'The warehouse speaks of release %, which was never made',
  UNKNOWN_RETURN: 'An endpoint speaks of return %, which nobody asked for',
  DUPLICATED: 'The endpoint has more than one document for %',
};

function strayConditions(state: OrderState): readonly OwnCondition[] {
  return state.strays.map(({ code, name, endpoint }): OwnCondition => ({
    ...{
      subject: `stray:${name}`,
      category: code === 'DUPLICATED' ? 'DUPLICATE' : 'GAP',
      code,
      message: STRAY_SENTENCES[code].replace('%', name),
    },
    ...(endpoint !== undefined && { endpoint }),
    ...{ severity: code === 'DUPLICATED' ? 'ERROR' : 'WARNING', owner: 'OPERATIONS', actions: ['ACKNOWLEDGE'] },
  }));
}

function setApartConditions(state: OrderState): readonly OwnCondition[] {
  return state.setApart.map((message) => ({
    ...{ subject: setApartSubject(message), category: 'STUCK', code: 'MESSAGE_SET_APART', severity: 'ERROR', owner: 'OPERATIONS' },
    ...{ message: `A fault of the broker keeps it from taking "${message.what}"`, actions: ['RETRY'] },
  }));
}

const OF_SALESFORCE = { category: 'SALESFORCE', severity: 'ERROR', owner: 'OPERATIONS' } as const;

function refusedRecordConditions({ refusedRecords }: OrderState): readonly Condition[] {
  const [first] = refusedRecords;
  if (!first) return [];
  const message = `Salesforce refuses ${objectsOf(refusedRecords)}`;
  return [{ subject: 'salesforce', code: first.code, message, ...OF_SALESFORCE, actions: ['RETRY'] }];
}

function unfitConditions({ unfitFields }: OrderState): readonly OwnCondition[] {
  if (unfitFields.length === 0) return [];
  const message = `Values do not fit and were left out: ${unfitFields.join(', ')}`;
  return [{ subject: 'unfit', code: 'VALUE_DOES_NOT_FIT', message, ...OF_SALESFORCE, actions: ['ACKNOWLEDGE'] }];
}

function objectsOf(refused: readonly RefusedRecord[]): string {
  return [...new Set(refused.map(({ record }) => record.slice(0, record.indexOf(' '))))].sort().join(', ');
}

/** What tells one trouble from another, so that a person who has seen to one is not taken to have seen to the next. */
export function troubleOf({ subject, code, message }: Pick<Condition, 'subject' | 'code' | 'message'>): string {
  return `${subject} ${code} ${message}`;
}

/** Everything that is wrong with the order now and that nobody has seen to. */
export function conditions(state: OrderState): readonly Condition[] {
  const all = allConditions(state);
  if (state.acknowledged.length === 0) return all;
  return all.filter((condition) => !state.acknowledged.includes(troubleOf(condition)));
}

function allConditions(state: OrderState): readonly Condition[] {
  return [
    ...submissionConditions(state),
    ...commandConditions(state),
    ...documentConditions(state),
    ...factConditions(state),
    ...strayConditions(state),
    ...setApartConditions(state),
    ...refusedRecordConditions(state),
    ...unfitConditions(state),
  ];
}
