/**
 * One intent, one key. Who sends the same wish again, after a double click, a time-out or a lost answer, also from a dialogue that was closed
 * and opened again, sends the same key, and the org answers with what it made of the first. Another wish has another key. Pure: keys and time
 * come in.
 */

/** Nobody waits longer for an answer; later the same words are a new wish. */
const KEPT_MS = 600_000;

/**
 * @param {() => string} newKey makes a key nobody has used, such as `crypto.randomUUID`
 * @param {() => number} now epoch milliseconds
 * @returns {{ keyFor(subject: string, wish: unknown): string, done(subject: string, wish: unknown): void }} `keyFor`: the key of a wish about a
 *   record, the same until it is done or ten minutes have passed; `done`: it was taken, the next one is new even if it reads the same
 */
export function makeIntents(newKey, now) {
  const open = new Map();
  const nameOf = (subject, wish) => JSON.stringify([subject, wish]);

  function forget() {
    for (const [name, { at }] of open) if (now() - at > KEPT_MS) open.delete(name);
  }

  return {
    keyFor(subject, wish) {
      forget();
      const name = nameOf(subject, wish);
      if (!open.has(name)) open.set(name, { key: newKey(), at: now() });
      return open.get(name).key;
    },
    done(subject, wish) {
      open.delete(nameOf(subject, wish));
    },
  };
}

/**
 * Sends a wish once: while an answer is awaited, another press does nothing; after a failure the same wish goes out under
 * the same key.
 * @param {ReturnType<typeof makeIntents>} intents
 * @returns {<Answer>(intent: { subject: string, content: object, wish?: unknown }, call: (request: object) => Promise<Answer>) =>
 *   Promise<{ answer?: Answer, error?: unknown } | undefined>} `subject`: the action and its record; `wish`: what of the content makes it
 *   another wish, else all of it; undefined: something is being sent already
 */
export function makeSender(intents) {
  let isSending = false;

  return async function send({ subject, content, wish = content }, call) {
    if (isSending) return undefined;
    isSending = true;
    try {
      const answer = await call({ ...content, idempotencyKey: intents.keyFor(subject, wish) });
      intents.done(subject, wish);
      return { answer };
    } catch (error) {
      return { error };
    } finally {
      isSending = false;
    }
  };
}
