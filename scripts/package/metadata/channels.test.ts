import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, withFile, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkChannels } from './channels.ts';

const integration = 'force-app/main/integration';
const messages = (model: PackageModel): string[] => checkChannels(model).map(({ message }) => message);

describe('event channels', () => {
  it('have nothing to find in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'a member with a file name of two underscores',
      {
        path: `${integration}/platformEventChannelMembers/OB_Broker_chn_OB_Return_ChangeEvent.platformEventChannelMember-meta.xml`,
        from: 'OB_Return__ChangeEvent',
        to: 'OB_Order__ChangeEvent',
      },
      'must be named OB_Broker_chn_OB_Order_ChangeEvent',
    ],
    [
      'a member of an unknown channel',
      {
        path: `${integration}/platformEventChannelMembers/OB_Broker_chn_OB_Return_ChangeEvent.platformEventChannelMember-meta.xml`,
        from: 'OB_Broker__chn',
        to: 'OB_Other__chn',
      },
      'belongs to the channel OB_Other__chn',
    ],
    [
      'an event that is published before the commit',
      {
        path: `${integration}/objects/OB_Command_Requested__e/OB_Command_Requested__e.object-meta.xml`,
        from: 'PublishAfterCommit',
        to: 'PublishImmediately',
      },
      'must be published after commit',
    ],
  ])('%s: found', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });

  it('take three entities of the org at most', () => {
    const path = `${integration}/platformEventChannelMembers/OB_Broker_chn_OB_Return_ChangeEvent.platformEventChannelMember-meta.xml`;
    const member = (cleanPackage().texts.get(path) ?? '').replace('OB_Return__', 'OB_Order__');
    expect(messages(withFile(path.replace('OB_Return_', 'OB_Order_'), member))).toEqual(['is one member more than 3']);
  });
});
