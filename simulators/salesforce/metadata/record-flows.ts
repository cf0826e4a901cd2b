/** Flows that a save of a record would start. This org runs none of them, and says so where a test meets one. Source: Metadata API Developer Guide, "Flow", FlowStart. */
import type { SourceFile } from './source-folder.ts';

/** Names of active flows, by the object whose saves or events start them. */
export type RecordFlows = ReadonlyMap<string, readonly string[]>;

export function readRecordFlows(files: readonly SourceFile[]): RecordFlows {
  const flows = new Map<string, string[]>();
  for (const { kind, name, root } of files) {
    if (kind !== 'flow' || root.text('status') !== 'Active') continue;
    const start = root.child('start');
    const object = start?.text('object');
    if (object === undefined || start?.text('triggerType') === undefined) continue;
    flows.set(object, [...(flows.get(object) ?? []), name]);
  }
  return flows;
}
