/**
 * `/systemTopic/Logging` and `/systemTopic/TestResult` of the Streaming API: they tell that a log was kept, or a run of tests went on. Source: Tooling
 * API guide, "ApexTestQueueItem"; who may listen: "View All Data".
 */
import type { BusClock } from '../event-bus/clock.ts';
import { makeTopicLogs, type TopicLog } from '../event-bus/topics/topic-log.ts';

export type SystemTopics = {
  readonly tell: (topic: SystemTopic, recordId: string) => void;
  /** The messages of a channel; undefined for a channel that is none of these. */
  readonly log: (channel: string) => TopicLog | undefined;
};

export type SystemTopic = (typeof TOPICS)[number];

const TOPICS = ['Logging', 'TestResult'] as const;
const DAY_MS = 86_400_000;

/** Where the message of an event is; these events have no schema. */
export const SYSTEM_SCHEMA = 'systemTopic';

export function makeSystemTopics(clock: BusClock, uuid: () => string): SystemTopics {
  const logs = makeTopicLogs(clock, DAY_MS);
  const channelOf = (topic: SystemTopic): string => `/systemTopic/${topic}`;
  return {
    tell: (topic, recordId) => {
      const event = { createdDate: new Date(clock.now()).toISOString(), type: 'created' };
      const payload = Buffer.from(JSON.stringify({ event, sobject: { Id: recordId } }));
      logs.append(channelOf(topic), [{ id: uuid(), schemaId: SYSTEM_SCHEMA, payload }]);
    },
    log: (channel) => (TOPICS.some((topic) => channelOf(topic) === channel) ? logs.of(channel) : undefined),
  };
}
