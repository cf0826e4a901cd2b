/**
 * Notices a stream that has gone quiet. The server sends something at least every 270 s by contract, about every 60 s
 * in practice, and past that a silent stream has often been dead without any error.
 */
import type { Clock } from '../../engine/clock.ts';

export type SilencePolicy = { readonly softMs: number; readonly hardMs: number };

export const SILENCE: SilencePolicy = { softMs: 150_000, hardMs: 300_000 };

type Watched = {
  readonly clock: Clock;
  readonly policy: SilencePolicy;
  /** When the stream was last heard, in epoch milliseconds. */
  readonly heardAt: () => number;
  readonly onQuiet: () => void;
  readonly onDead: () => void;
};

/** Watches until the signal aborts or the stream counts as dead. `onQuiet` is called once for each silence. */
export async function watchSilence({ clock, policy, heardAt, onQuiet, onDead }: Watched, signal: AbortSignal): Promise<void> {
  let toldOf = -1;
  while (!signal.aborted) {
    const heard = heardAt();
    const silentMs = clock.now() - heard;
    if (silentMs >= policy.hardMs) {
      onDead();
      return;
    }
    if (silentMs >= policy.softMs && toldOf !== heard) {
      toldOf = heard;
      onQuiet();
    }
    const nextMs = silentMs < policy.softMs ? policy.softMs - silentMs : policy.hardMs - silentMs;
    await clock.sleep(nextMs, signal).catch(() => undefined);
  }
}
