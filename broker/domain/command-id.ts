/** Names of commands: the order's key and a number that rises inside it, so that a repeated turn makes the same ones. */
import type { OrderState } from './order-state.ts';

/** The name of the next command, or of the one `ahead` after it. */
export function nextCommandId(state: OrderState, ahead = 0): string {
  return `${state.orderKey}-C${state.commandsIssued + 1 + ahead}`;
}

/** Whether the order has issued a command of this name. */
export function wasIssued(state: OrderState, commandId: string): boolean {
  const prefix = `${state.orderKey}-C`;
  const number = commandId.startsWith(prefix) ? Number(commandId.slice(prefix.length)) : NaN;
  return Number.isInteger(number) && number >= 1 && number <= state.commandsIssued;
}
