/**
 * When a page asks again. Pages poll, and only while somebody looks: an event to each open browser would use up the
 * org's daily event deliveries within the hour. Pure: timers and chance come in.
 */

/** @typedef {'Off' | 'Poll' | 'Adaptive'} LiveMode */

const IDLE_MS = 45_000;
/** Well under the age at which a page takes the broker's heartbeat for a broker that is away. */
const IDLE_MOST_MS = 120_000;
const ACTIVE_FIRST_MS = 2_500;
const ACTIVE_MOST_MS = 30_000;
const GROWTH = 1.6;
const FAILED_FIRST_MS = 10_000;
const FAILED_MOST_MS = 300_000;
/** Browsers that were opened together must not ask together. */
const JITTER = 0.2;

/**
 * Milliseconds until the next question; undefined: none by itself.
 * @param {object} now
 * @param {LiveMode} now.mode `Adaptive` asks soon where an answer is expected, seldom elsewhere, and less and less often while nothing
 *   new comes; `Poll` always at the same pace
 * @param {boolean} now.isActive an answer is expected: a request is under way, or an exception is tried again
 * @param {number} now.unchanged how many answers in a row brought nothing new
 * @param {number} now.failures how many questions in a row failed
 * @param {number} now.chance from 0 to 1
 * @returns {number | undefined}
 */
export function nextDelayMs({ mode, isActive, unchanged, failures, chance }) {
  if (mode === 'Off') return undefined;
  const base = baseMs({ mode, isActive, unchanged, failures });
  return Math.round(base * (1 - JITTER / 2 + JITTER * chance));
}

function baseMs({ mode, isActive, unchanged, failures }) {
  if (failures > 0) return Math.min(FAILED_MOST_MS, FAILED_FIRST_MS * 2 ** (failures - 1));
  if (mode !== 'Adaptive') return IDLE_MS;
  const [first, most] = isActive ? [ACTIVE_FIRST_MS, ACTIVE_MOST_MS] : [IDLE_MS, IDLE_MOST_MS];
  return Math.min(most, first * GROWTH ** unchanged);
}

/**
 * Asks again and again until stopped.
 * @param {object} ports
 * @param {() => Promise<'new' | 'same' | 'failed'>} ports.refresh what came of asking; a rejection counts as failed
 * @param {() => { mode: LiveMode, isActive: boolean }} ports.situation
 * @param {() => boolean} ports.isLookedAt
 * @param {() => number} ports.chance
 * @param {(work: () => void, ms: number) => unknown} ports.startTimer
 * @param {(timer: any) => void} ports.stopTimer
 * @returns {{ start(): void, stop(): void, now(): Promise<void>, hurry(): void }} `now` asks at once; `hurry` forgets the
 *   pace of before, because something was just asked for
 */
export function makeLiveUpdates({ refresh, situation, isLookedAt, chance, startTimer, stopTimer }) {
  let timer;
  let isOn = false;
  let asking;
  let unchanged = 0;
  let failures = 0;

  function plan() {
    stopTimer(timer);
    if (!isOn || !isLookedAt()) return;
    const delay = nextDelayMs({ ...situation(), unchanged, failures, chance: chance() });
    if (delay !== undefined) timer = startTimer(now, delay);
  }

  async function ask() {
    const outcome = await refresh().catch(() => 'failed');
    failures = outcome === 'failed' ? failures + 1 : 0;
    if (outcome !== 'failed') unchanged = outcome === 'new' ? 0 : unchanged + 1;
  }

  async function now() {
    asking ??= ask().finally(() => {
      asking = undefined;
      plan();
    });
    await asking;
  }

  return {
    now,
    start() {
      isOn = true;
      plan();
    },
    stop() {
      isOn = false;
      stopTimer(timer);
    },
    hurry() {
      unchanged = 0;
      plan();
    },
  };
}
