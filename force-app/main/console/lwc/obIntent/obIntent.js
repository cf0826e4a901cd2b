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
