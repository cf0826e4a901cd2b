/**
 * One intent, one key. Who sends the same wish again, after a double click, a time-out or a lost answer, also from a dialogue that was closed
 * and opened again or a page that was loaded again, sends the same key, and the org answers with what it made of the first. Another wish has
 * another key. Pure: keys, digests and what is kept come in.
 */

/**
 * @param {object} ports
 * @param {() => string} ports.newKey makes a key nobody has used, such as `crypto.randomUUID`
 * @param {(text: string) => Promise<string>} ports.digest what of a wish is kept in place of its words, which may be somebody's address
 * @param {ReturnType<import('c/obKept').makeKept>} ports.kept keeps keys for as long as somebody waits for an answer
 * @returns {{ keyFor(subject: string, wish: unknown): Promise<string>, done(subject: string, wish: unknown): Promise<void> }} `keyFor`: the key of
 *   a wish about a record, the same until it is done or not kept any more; `done`: it was taken, the next one is new even if it reads the same
 */
export function makeIntents({ newKey, digest, kept }) {
  const nameOf = async (subject, wish) => `key:${await digest(JSON.stringify([subject, wish]))}`;

  return {
    async keyFor(subject, wish) {
      const name = await nameOf(subject, wish);
      if (typeof kept.get(name) !== 'string') kept.set(name, newKey());
      return kept.get(name);
    },
    async done(subject, wish) {
      kept.remove(await nameOf(subject, wish));
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
      const answer = await call({ ...content, idempotencyKey: await intents.keyFor(subject, wish) });
      await intents.done(subject, wish);
      return { answer };
    } catch (error) {
      return { error };
    } finally {
      isSending = false;
    }
  };
}
