/**
 * Work on many records, sent portion by portion, so that one sees how far it is. Pure: what sends comes in. What is sent again after a failure
 * must carry the key it had before: nobody knows how much of a lost portion arrived.
 */

/**
 * @typedef {{ exceptionId: string, refusal?: string }} Answer
 * @typedef {{ total: number, answers: Answer[], current: string[], isRunning: boolean, failure: unknown }} Progress `current`: what is being
 *   sent; `failure`: why it stopped
 */

/** @type {Progress} */
export const NO_BATCH = { total: 0, answers: [], current: [], isRunning: false, failure: undefined };

/**
 * @param {readonly string[]} ids
 * @param {{ portion: number, send: (ids: string[]) => Promise<Answer[]>, tell: (progress: Progress) => void }} options `send` answers for
 *   each; `tell` hears of every step
 * @returns {{ go(): Promise<void> }} `go`: sends what is left, up to a failure; does nothing while it is sending
 */
export function makeBatch(ids, { portion, send, tell }) {
  /** @type {Progress} */
  let progress = { ...NO_BATCH, total: ids.length };

  /** @param {Partial<Progress>} changes */
  function change(changes) {
    progress = { ...progress, ...changes };
    tell(progress);
  }

  async function go() {
    if (progress.isRunning) return;
    progress = { ...progress, isRunning: true, failure: undefined };
    while (progress.isRunning && progress.answers.length < ids.length) {
      const { length } = progress.answers;
      change({ current: ids.slice(length, length + portion) });
      try {
        change({ answers: [...progress.answers, ...(await send(progress.current))] });
      } catch (failure) {
        change({ isRunning: false, current: [], failure });
      }
    }
    if (progress.isRunning) change({ isRunning: false, current: [] });
  }

  return { go };
}
