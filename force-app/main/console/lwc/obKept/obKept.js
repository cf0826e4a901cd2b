/**
 * What outlives a reload of the page: in this browser tab, for ten minutes, for one user. For what somebody asked for and has no answer to.
 * Documents: "Web Storage" of the HTML standard; "Lightning Web Security" of the LWC guide, by which each namespace has a storage of its own.
 * Pure: storage and time come in.
 */

/** Nobody waits longer for an answer; later the same words are a new wish. */
const KEPT_MS = 600_000;
const ITEM = 'ob-kept';

/** Our own writing, or nothing. @param {string | null} text */
function parsed(text) {
  try {
    return JSON.parse(text ?? 'null') ?? {};
  } catch (error) {
    return {};
  }
}

/**
 * @param {object} ports
 * @param {() => Pick<Storage, 'getItem' | 'setItem'>} ports.storage may throw, as browsers do that forbid it: then all is kept as long as the
 *   page is not loaded again
 * @param {string} ports.userId what another user left in the tab is thrown away
 * @param {() => number} ports.now epoch milliseconds
 * @returns {{ get(name: string): unknown, set(name: string, value: unknown): void, remove(name: string): void }} values are JSON
 */
export function makeKept({ storage, userId, now }) {
  let text = null;

  function stored() {
    try {
      return storage().getItem(ITEM);
    } catch (error) {
      return text;
    }
  }

  function read() {
    const { user, entries } = parsed(stored());
    if (user !== userId || !Array.isArray(entries)) return new Map();
    return new Map(entries.filter(([, kept]) => now() - kept?.at <= KEPT_MS));
  }

  function write(entries) {
    text = JSON.stringify({ user: userId, entries: [...entries] });
    try {
      storage().setItem(ITEM, text);
    } catch (error) {
      // it stays in this page
    }
  }

  write(read());
  return {
    get: (name) => read().get(name)?.value,
    set: (name, value) => write(read().set(name, { value, at: now() })),
    remove(name) {
      const entries = read();
      if (entries.delete(name)) write(entries);
    },
  };
}
