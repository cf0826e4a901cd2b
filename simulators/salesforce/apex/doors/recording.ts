/**
 * Apex waits for the answer of a callout; the org must not. So a run that calls out is given up, its writes undone, and run again once the answer is
 * there. The recording gives the second run what the first was told (random values, the time, earlier answers), so that it comes to the same point.
 * That is safe because the platform allows no write before a callout.
 */
import type { CalloutRequest, CalloutResponse } from '../context-ports.ts';
import type { Execution } from '../run/execution.ts';

/** What a callout came to; a fault is the text of the CalloutException. */
export type CalloutOutcome = CalloutResponse | { readonly fault: string };

/** Leaves a run of Apex that has to wait. No Apex code can catch it. */
export class CalloutPending extends Error {
  readonly request: CalloutRequest;

  constructor(request: CalloutRequest) {
    super(`waits for ${request.method} ${request.endpoint}`);
    this.request = request;
  }
}

type Told = { readonly about: string; readonly value: unknown };

export type Recording = {
  /** What it was told about this before, or what `ask` says now. */
  readonly recall: <Value>(about: string, ask: () => Value) => Value;
  /** The answer, or leaves with `CalloutPending`. */
  readonly callout: (request: CalloutRequest) => CalloutOutcome;
  /** Begins anew, with the answer for which the last run was left. */
  readonly resume: (outcome: CalloutOutcome) => void;
};

export function makeRecording(): Recording {
  const told: Told[] = [];
  let next = 0;
  let pending: string | undefined;

  const recall: Recording['recall'] = (about, ask) => {
    const known = told[next];
    if (known?.about === about) {
      next += 1;
      return known.value as ReturnType<typeof ask>;
    }
    // The run went another way than before: what follows no longer holds.
    told.splice(next);
    const value = ask();
    told.push({ about, value });
    next += 1;
    return value;
  };

  return {
    recall,
    callout: (request) => {
      const about = subjectOf(request);
      return recall(about, () => {
        pending = about;
        throw new CalloutPending(request);
      });
    },
    resume: (outcome) => {
      told.push({ about: pending ?? '', value: outcome });
      pending = undefined;
      next = 0;
    },
  };
}

function subjectOf({ method, endpoint, headers, body, timeoutMs }: CalloutRequest): string {
  return JSON.stringify(['callout', method, endpoint, [...headers], Buffer.from(body).toString('base64'), timeoutMs]);
}

const RECORDING = Symbol('recording');

/** The recording of a run; undefined for one that cannot wait, as that of a trigger around a save over the API. */
export const recordingOf = ({ kept }: Execution): Recording | undefined => kept.get(RECORDING) as Recording | undefined;

export const record = ({ kept }: Execution, recording: Recording): void => void kept.set(RECORDING, recording);
