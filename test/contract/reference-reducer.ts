/** What an engine does with observations, in its smallest form: of each document the newest version counts, whatever the order. */
import { setTimeout as wait } from 'node:timers/promises';
import type { ChangeHint, Endpoint } from '../../broker/engine/endpoint.ts';
import type { Observation } from '../../canonical/observation.ts';
import { Observation as ObservationSchema } from '../../canonical/observation.ts';

export type Sight = Map<string, Observation>;

/** Reads the hinted documents and keeps the newest version of each. Every observation must fit its contract. */
export async function observe(endpoint: Endpoint, hints: readonly ChangeHint[], sight: Sight): Promise<void> {
  const { readBatch, timeoutMs } = endpoint.capabilities;
  for (let start = 0; start < hints.length; start += readBatch) {
    const answer = await endpoint.read(hints.slice(start, start + readBatch), AbortSignal.timeout(timeoutMs));
    if (answer.class !== 'OK') throw new Error(`the read failed: ${answer.code}`);
    for (const observation of answer.observations) {
      ObservationSchema.parse(observation);
      if ((sight.get(observation.nativeId)?.version ?? -1) < observation.version) sight.set(observation.nativeId, observation);
    }
  }
}

/** Follows the feed from a cursor until it has no more for now. Answers the new cursor. */
export async function follow(endpoint: Endpoint, cursor: string | undefined, sight: Sight): Promise<string | undefined> {
  let position = cursor;
  for (;;) {
    const page = await endpoint.changes(position, AbortSignal.timeout(endpoint.capabilities.timeoutMs));
    if (page.class !== 'OK') throw new Error(`the feed failed: ${page.code}`);
    await observe(endpoint, page.hints, sight);
    position = page.cursor;
    if (!page.more) return position;
  }
}

/** Follows the feed, again and again, until what is seen satisfies. */
export async function followUntil(endpoint: Endpoint, sight: Sight, isEnough: () => boolean, deadlineMs = 20_000): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  let cursor = await follow(endpoint, undefined, sight);
  while (!isEnough()) {
    if (performance.now() > deadline) throw new Error('the feed never said it');
    await wait(10);
    cursor = await follow(endpoint, cursor, sight);
  }
}
