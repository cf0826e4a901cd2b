/** How far what the page shows can be trusted. Pure: the time comes in. */

const MINUTE = 60_000;
/** The broker's heartbeat is written every minute; three missed ones are no coincidence. */
const OFFLINE_AFTER_MS = 5 * MINUTE;

/**
 * @typedef {object} Freshness
 * @property {'live' | 'stale' | 'offline' | 'never'} kind `offline`: the broker is away; `stale`: it is there, and yet nothing new came
 *   for too long; `never`: no outside system has said anything yet
 * @property {number | undefined} ageMs since the state was last known to be true
 * @property {number | undefined} brokerAgeMs since the broker was last heard of; undefined if that cannot be seen
 */

/** @param {string | null | undefined} instant @param {number} now */
function age(instant, now) {
  const at = Date.parse(instant ?? '');
  // A clock that runs ahead makes nothing younger than now.
  return Number.isNaN(at) ? undefined : Math.max(0, now - at);
}

/**
 * @param {{ lastSyncedAt?: string | null, statusAsOf?: string | null, heartbeatAt?: string | null, isFinal?: boolean }} facts `isFinal`: nothing more
 *   is expected, so that age means nothing
 * @param {{ now: number, staleAfterMinutes: number }} options
 * @returns {Freshness}
 */
export function freshnessOf({ lastSyncedAt, statusAsOf, heartbeatAt, isFinal = false }, { now, staleAfterMinutes }) {
  const known = [age(lastSyncedAt, now), age(statusAsOf, now)].filter((ms) => ms !== undefined);
  const ageMs = known.length > 0 ? Math.min(...known) : undefined;
  const brokerAgeMs = age(heartbeatAt, now);
  return { kind: kindOf({ ageMs, brokerAgeMs, isFinal, staleAfterMs: staleAfterMinutes * MINUTE }), ageMs, brokerAgeMs };
}

function kindOf({ ageMs, brokerAgeMs, isFinal, staleAfterMs }) {
  if (brokerAgeMs !== undefined && brokerAgeMs > OFFLINE_AFTER_MS) return 'offline';
  if (ageMs === undefined) return 'never';
  return !isFinal && ageMs > staleAfterMs ? 'stale' : 'live';
}
