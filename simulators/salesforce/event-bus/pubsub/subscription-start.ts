import { decodeReplayId } from '../topics/replay-id.ts';
import type { TopicLog } from '../topics/topic-log.ts';
import { ReplayPreset } from './generated/pubsub.ts';
import { fetchPresetInvalid, replayIdInvalid, replayIdMissing } from './rpc-fault.ts';
import { accepted, type OrFault, refused } from './service-context.ts';

export type Start = { readonly cursor: number; readonly fromLatest: boolean };

export const latestStart = (log: TopicLog): Start => ({ cursor: log.end(), fromLatest: true });
export const earliestStart = (log: TopicLog): Start => ({ cursor: log.start(), fromLatest: false });

function customStart(log: TopicLog, replayId: Uint8Array): OrFault<Start> {
  if (replayId.length === 0) return refused(replayIdMissing);
  const counter = decodeReplayId(replayId);
  const cursor = counter === undefined ? undefined : log.cursorAfter(counter);
  return cursor === undefined ? refused(replayIdInvalid) : accepted({ cursor, fromLatest: false });
}

/** Where a subscription with this preset begins. */
export function startOf(log: TopicLog, preset: number, replayId: Uint8Array): OrFault<Start> {
  switch (preset) {
    case ReplayPreset.LATEST:
      return accepted(latestStart(log));
    case ReplayPreset.EARLIEST:
      return accepted(earliestStart(log));
    case ReplayPreset.CUSTOM:
      return customStart(log, replayId);
    default:
      return refused(fetchPresetInvalid);
  }
}
