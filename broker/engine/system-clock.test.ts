import { expect, it } from '@jest/globals';
import { systemClock } from './system-clock.ts';

it('ends a sleep with the reason of the signal, before and during it', async () => {
  const reason = new Error('stopping');
  const stopping = new AbortController();
  const sleep = systemClock.sleep(60_000, stopping.signal);
  stopping.abort(reason);
  await expect(sleep).rejects.toBe(reason);
  await expect(systemClock.sleep(60_000, stopping.signal)).rejects.toBe(reason);
});
