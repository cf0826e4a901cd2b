/**
 * Ends a run that really takes too long. Statements stand for CPU time, so that a run gives the same result on every machine; but a call of a platform class
 * takes longer than a statement, and a loop of such calls would hold up the org for minutes before its statements are used up.
 */

export type Watch = {
  /** Asked at each charge: has the run really used up its time? */
  readonly isOver: () => boolean;
};

/** No run is ended before it took so long, whatever its limit: what is compiled for the first time takes its time, too. */
const SHORTEST_MS = 10_000;

/** A look at the clock takes longer than a statement. */
const CHARGES_PER_LOOK = 128;

const processCpuMs = (): number => process.cpuUsage().user / 1000;

export function makeWatch(limitMs: number, cpuMs: () => number = processCpuMs): Watch {
  const most = Math.max(limitMs, SHORTEST_MS);
  let charges = 0;
  let since: number | undefined;
  return {
    isOver: () => {
      charges += 1;
      if (charges % CHARGES_PER_LOOK !== 0) return false;
      since ??= cpuMs();
      return cpuMs() - since > most;
    },
  };
}
