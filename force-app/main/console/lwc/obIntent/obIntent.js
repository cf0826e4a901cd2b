/**
 * One intent, one key. A page that sends the same wish again, after a double click, a time-out or a lost answer, sends
 * the same key, and the org answers with what it made of the first. Another wish has another key. Pure: keys come in.
 */

/**
 * @param {() => string} newKey makes a key nobody has used, such as `crypto.randomUUID`
 * @returns {{ keyFor(content: unknown): string, done(): void }} `keyFor`: the key of this wish, the same until it is done or
 *   another is asked for; `done`: it was taken, the next one is new even if it reads the same
 */
export function makeIntent(newKey) {
  let current;

  return {
    keyFor(content) {
      const wish = JSON.stringify(content);
      if (current?.wish !== wish) current = { wish, key: newKey() };
      return current.key;
    },
    done() {
      current = undefined;
    },
  };
}

/**
 * Sends a wish once: while an answer is awaited, another press does nothing; after a failure the same wish goes out under
 * the same key.
 * @param {() => string} newKey
 * @returns {<Answer>(content: object, call: (request: object) => Promise<Answer>) => Promise<{ answer?: Answer, error?: unknown } | undefined>}
 *   undefined: something is being sent already
 */
export function makeSender(newKey) {
  const intent = makeIntent(newKey);
  let isSending = false;

  return async function send(content, call) {
    if (isSending) return undefined;
    isSending = true;
    try {
      const answer = await call({ ...content, idempotencyKey: intent.keyFor(content) });
      intent.done();
      return { answer };
    } catch (error) {
      return { error };
    } finally {
      isSending = false;
    }
  };
}
