/**
 * Names of event channels and their members. Source: the Change Data Capture guide, and the rules deploys taught others:
 * the file of a member has single underscores, the entity it selects two.
 */
import type { Finding } from '../finding.ts';
import type { Component, PackageModel } from '../source/package-model.ts';
import { textOf } from '../source/xml.ts';

/** Entities an org may select without an add-on, over all its channels. Ours leave two to the customer. */
const MOST_MEMBERS = 3;

/** Every channel, member and event the platform would refuse or the org could not afford. */
export function checkChannels(model: PackageModel): readonly Finding[] {
  const channels = model.of('platformEventChannel');
  const members = model.of('platformEventChannelMember');
  const known = new Set(channels.map(({ name }) => name));
  return [
    ...channels.filter(({ name }) => !name.endsWith('__chn')).map(({ path }) => fault(path, 'must end in __chn')),
    ...members.flatMap((member) => memberFaults(member, known, model).map((message) => fault(member.path, message))),
    ...members.slice(MOST_MEMBERS).map(({ path }) => fault(path, `is one member more than ${MOST_MEMBERS}`)),
    ...[...model.objects.values()].flatMap(({ name, path, root }) =>
      name.endsWith('__e') && root !== undefined && textOf(root, 'publishBehavior') !== 'PublishAfterCommit'
        ? [fault(path, 'must be published after commit: an event of a transaction that rolls back tells a lie')]
        : [],
    ),
  ];
}

function fault(path: string, message: string): Finding {
  return { path, line: 0, message };
}

function memberFaults({ name, root }: Component, channels: ReadonlySet<string>, model: PackageModel): readonly string[] {
  const channel = textOf(root, 'eventChannel') ?? '';
  const entity = textOf(root, 'selectedEntity') ?? '';
  const object = entity.endsWith('__ChangeEvent') ? entity.replace('__ChangeEvent', '__c') : entity;
  const expected = `${channel}_${entity}`.replaceAll('__', '_');
  return [
    ...(channels.has(channel) ? [] : [`belongs to the channel ${channel}, which the package does not have`]),
    ...(model.objects.has(object) ? [] : [`selects ${entity}, whose object the package does not have`]),
    ...(name === expected ? [] : [`must be named ${expected}`]),
  ];
}
