/** Which methods run, for debug logs detailed enough to show them. Source: Salesforce Help, "Debug Log Levels": METHOD_ENTRY and METHOD_EXIT. */
import type { MethodPlace } from '../compile/program.ts';
import type { OrgPort } from '../org-port.ts';
import { note, type Execution } from './execution.ts';
import type { Frame, Frames } from './frames.ts';

type Surroundings = {
  readonly frames: Frames;
  readonly methods: readonly MethodPlace[];
  readonly org: Pick<OrgPort, 'metadata' | 'configuration'>;
  readonly execution: () => Execution;
};

/** `enter` and `leave` of the frames, noted where the run wants it: with the line of the call, the id of the class and the method's parameters. */
export function makeNotedFrames({ frames, methods, org, execution }: Surroundings): Pick<Frames, 'enter' | 'leave'> {
  const ids = new Map<string, string>();
  const idOf = (name: string): string => {
    let id = ids.get(name);
    if (id === undefined) ids.set(name, (id = classId(org, name)));
    return id;
  };
  const noteMethod = (event: string, signature: string): void => {
    const [name = ''] = signature.split('.');
    note(execution(), event, `[${frames.line()}]`, idOf(name), signature);
  };
  return {
    enter: (method): Frame => {
      const signature = execution().methods ? methods[method]?.signature : undefined;
      if (signature !== undefined) noteMethod('METHOD_ENTRY', signature);
      return frames.enter(method);
    },
    leave: () => {
      const signature = execution().methods ? methods[frames.method()]?.signature : undefined;
      frames.leave();
      if (signature !== undefined) noteMethod('METHOD_EXIT', signature);
    },
  };
}

/** Of 15 characters, as debug logs have it. */
function classId({ metadata, configuration }: Surroundings['org'], name: string): string {
  const object = metadata.object('ApexClass');
  const row = object === undefined ? undefined : configuration(object).find((each) => each['Name'] === name);
  return String(row?.['Id'] ?? '').slice(0, 15);
}
