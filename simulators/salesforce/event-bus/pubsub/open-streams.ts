import { authFailed, type RpcFault, serviceUnavailable, transportLost } from './rpc-fault.ts';

/** How a stream can come to an end it did not ask for. */
export type StreamCut = 'end' | 'transport-lost' | 'service-unavailable' | 'auth-error';

export type OpenStream = {
  /** The topic it subscribes to, once known. */
  readonly topic: () => string | undefined;
  /** Ends it with a fault, or without one. */
  readonly close: (fault: RpcFault | undefined) => void;
  /** Lets it look for events again. */
  readonly wake: () => void;
};

/** Faults of calls and streams, made on demand. */
export type StreamFaults = {
  /** Ends the open streams of a topic, or all; returns how many. */
  readonly cutStreams: (how: StreamCut, topic?: string) => number;
  /** Streams of a topic, or all, send nothing any more and stay open. */
  readonly silence: (topic?: string) => void;
  readonly endSilence: () => void;
  /** The next calls fail when they begin. */
  readonly refuseNext: (count: number, how: Exclude<StreamCut, 'end'>) => void;
};

export type OpenStreams = {
  /** Undefined if no more streams are allowed. Otherwise how to take it off the list. */
  readonly add: (stream: OpenStream) => (() => void) | undefined;
  readonly isSilent: (topic: string) => boolean;
  /** The fault a beginning call is to fail with, if any. */
  readonly refusal: () => RpcFault | undefined;
  readonly closeAll: () => void;
  readonly faults: StreamFaults;
};

const everyTopic = '*';

function faultOf(how: Exclude<StreamCut, 'end'>): RpcFault {
  if (how === 'auth-error') return authFailed('it has ended');
  return how === 'transport-lost' ? transportLost : serviceUnavailable;
}

export function makeOpenStreams(maxStreams: number): OpenStreams {
  const open = new Set<OpenStream>();
  const silenced = new Set<string>();
  const refusals: RpcFault[] = [];

  const faults: StreamFaults = {
    cutStreams: (how, topic) => {
      const hit = [...open].filter((stream) => topic === undefined || stream.topic() === topic);
      for (const stream of hit) stream.close(how === 'end' ? undefined : faultOf(how));
      return hit.length;
    },
    silence: (topic = everyTopic) => void silenced.add(topic),
    endSilence: () => {
      silenced.clear();
      for (const stream of open) stream.wake();
    },
    refuseNext: (count, how) => void refusals.push(...Array<RpcFault>(count).fill(faultOf(how))),
  };

  return {
    add: (stream) => {
      if (open.size >= maxStreams) return undefined;
      open.add(stream);
      return () => void open.delete(stream);
    },
    isSilent: (topic) => silenced.has(everyTopic) || silenced.has(topic),
    refusal: () => refusals.shift(),
    closeAll: () => {
      for (const stream of open) stream.close(undefined);
    },
    faults,
  };
}
