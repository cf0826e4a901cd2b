/** What Apex asks of the outside while it runs: callouts, and what a second run has to be told like the first. */
import type { OrgMetadata } from '../../metadata/model.ts';
import type { UserAccess } from '../../security/access.ts';
import type { CalloutRequest, ContextPorts } from '../context-ports.ts';
import type { Runtime } from '../run/runtime.ts';
import { runningTriggers } from '../run/trigger-state.ts';
import { recordingOf } from './recording.ts';

export type CallerOptions = {
  readonly runtime: () => Runtime;
  readonly metadata: OrgMetadata;
  readonly accessOf: (userId: string) => UserAccess;
};

/** Source: Apex Developer Guide, "Invoking Callouts Using Apex" and "Named Credentials as Callout Endpoints". */
export function makeCaller({ runtime, metadata, accessOf }: CallerOptions): ContextPorts['callout'] {
  const deniedCredential = ({ endpoint }: CalloutRequest): string | undefined => {
    const name = /^callout:(\w+)/i.exec(endpoint)?.[1] ?? '';
    const credential = metadata.namedCredentials.get(name.toLowerCase())?.externalCredential;
    return credential === undefined || accessOf(runtime().user().id).externalCredential(credential) ? undefined : credential;
  };
  return (request) => {
    const apex = runtime();
    const recording = recordingOf(apex.execution());
    if (runningTriggers(apex).length > 0 || recording === undefined)
      return apex.fail('CalloutException', 'Callout from triggers are currently not supported.');
    const denied = deniedCredential(request);
    if (denied !== undefined)
      return apex.fail(
        'CalloutException',
        `We couldn't access the credential(s). You might not have the required permissions, or the external credential "${denied}" might not exist.`,
      );
    apex.note('CALLOUT_REQUEST', `System.HttpRequest[Endpoint=${request.endpoint}, Method=${request.method}]`);
    const outcome = recording.callout(request);
    if ('fault' in outcome) return apex.fail('CalloutException', outcome.fault);
    apex.note('CALLOUT_RESPONSE', `System.HttpResponse[Status=${outcome.reason}, StatusCode=${outcome.status}]`);
    return outcome;
  };
}

/** Answers as the recording of the run does, where there is one. */
export function makeRecaller(runtime: () => Runtime): <Told>(about: string, ask: () => Told) => Told {
  return (about, ask) => {
    const recording = runtime().running() ? recordingOf(runtime().execution()) : undefined;
    return recording === undefined ? ask() : recording.recall(about, ask);
  };
}
