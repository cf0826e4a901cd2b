/** What a log may say of a failure: its kind, never the row or the value it was about, which PostgreSQL tells beside it. */
import type { Fields } from './port.ts';

type Told = { readonly class?: unknown; readonly code?: unknown; readonly message?: unknown; readonly cause?: unknown };

function words(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function causeOf(cause: unknown): string | undefined {
  return cause instanceof Error ? (words((cause as Told).code) ?? words(cause.message)) : undefined;
}

/** Fields for an error that was thrown, or for a failure an endpoint answered with. */
export function failureFields(failure: unknown): Fields {
  if (typeof failure !== 'object' || failure === null) return { error: String(failure) };
  const told = failure as Told;
  const [code, message] = [words(told.code), words(told.message)];
  const name = failure instanceof Error ? failure.name : words(told.class);
  return { error: [name, message].filter(Boolean).join(': '), code, cause: causeOf(told.cause) };
}
