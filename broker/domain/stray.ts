/** Words about something this order does not have: kept for a person, never guessed at. */
import { clip } from './clip.ts';
import type { OrderEvent } from './order-event.ts';
import type { OrderState, Stray } from './order-state.ts';

/** More say nothing new to the person who looks. */
const MOST_STRAYS = 20;
const NAME_LENGTH = 60;

/** Reports a stray once. */
export function reportStray(state: OrderState, { name, ...rest }: Stray): readonly OrderEvent[] {
  const stray = { ...rest, name: clip(name, NAME_LENGTH) };
  const known = state.strays.some((other) => other.code === stray.code && other.name === stray.name);
  return known || state.strays.length >= MOST_STRAYS ? [] : [{ type: 'StrayReported', stray }];
}
