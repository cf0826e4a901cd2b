/** Waiting no longer than a time of the clock. */
import type { Clock } from './clock.ts';

/** What the work comes to, or what `late` answers or throws once `ms` have passed. The work itself goes on. */
export function within<Answer, Late>(
  clock: Pick<Clock, 'after'>,
  ms: number,
  work: Promise<Answer>,
  late: () => Late,
): Promise<Answer | Late> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(ms, () => {
      resolve(Promise.resolve().then(late));
    });
    work.then(resolve, reject).finally(callOff);
  });
}

/** Runs work with a signal that ends it after `timeoutMs`. */
export async function withDeadline<Answer>(
  clock: Pick<Clock, 'after'>,
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const deadline = new AbortController();
  const callOff = clock.after(timeoutMs, () => {
    deadline.abort(new DOMException('the endpoint did not answer in time', 'TimeoutError'));
  });
  try {
    return await work(deadline.signal);
  } finally {
    callOff();
  }
}
