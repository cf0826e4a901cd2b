/** What the final answers to a return's commands lead to, for those who asked and for what comes next. */
import type { NamedDocument, OrderEvent } from '../order-event.ts';
import type { OpenCommand, OrderState } from '../order-state.ts';
import { close } from '../requests/answers.ts';
import type { Answer } from '../requests/request-state.ts';
import type { ReturnState } from './return-state.ts';

function returnOf(state: OrderState, { subject }: OpenCommand): ReturnState | undefined {
  return state.returns.find(({ request }) => request.returnKey === subject || subject?.startsWith(`${request.returnKey} `));
}

function created(state: OrderState, { request, requestKey }: ReturnState, document: NamedDocument): readonly OrderEvent[] {
  const { returnKey } = request;
  const name = document.nativeNumber ?? document.nativeId;
  return [
    { type: 'ReturnRegistered', returnKey, document },
    ...close(state, requestKey, 'COMPLETED', { code: 'RETURN_CREATED', message: `The ERP has the return as ${name}` }),
  ];
}

function cancelled(state: OrderState, { request: { returnKey }, withdrawal }: ReturnState): readonly OrderEvent[] {
  if (!withdrawal) return [];
  const event: OrderEvent = { type: 'ReturnWithdrawalAnswered', returnKey, stage: withdrawal.stage };
  return withdrawal.stage === 'WAREHOUSE' ? [event] : [event, ...close(state, withdrawal.requestKey, 'COMPLETED')];
}

/** An endpoint carried a return's command out. */
export function decideReturnDone(state: OrderState, command: OpenCommand, document: NamedDocument): readonly OrderEvent[] {
  const each = returnOf(state, command);
  if (!each) return [];
  const { returnKey } = each.request;
  switch (command.intent) {
    case 'CREATE_RETURN':
      return created(state, each, document);
    case 'EXPECT_RETURN':
      return [{ type: 'ReturnExpected', returnKey, nativeId: document.nativeId }];
    case 'CONFIRM_RECEIPT':
      return [{ type: 'ReceiptConfirmed', returnKey, commandId: command.commandId }];
    case 'CANCEL_RETURN':
      return cancelled(state, each);
    default:
      return [];
  }
}

/**
 * An endpoint refused a return's command. The wishes of agents are answered with it; what the broker does by itself
 * stays open, for a person to look at: undefined.
 */
export function decideReturnRefused(state: OrderState, command: OpenCommand, refusal: Answer): readonly OrderEvent[] | undefined {
  const each = returnOf(state, command);
  if (!each) return undefined;
  const { returnKey } = each.request;
  if (command.intent === 'CREATE_RETURN') {
    return [{ type: 'ReturnRefused', returnKey, refusal }, ...close(state, each.requestKey, 'REJECTED', refusal)];
  }
  if (command.intent !== 'CANCEL_RETURN' || !each.withdrawal) return undefined;
  return [{ type: 'ReturnWithdrawalEnded', returnKey }, ...close(state, each.withdrawal.requestKey, 'REJECTED', refusal)];
}
