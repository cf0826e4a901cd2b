import { graphql } from 'lightning/graphql';
import ObExceptionMonitor from 'c/obExceptionMonitor';
import { expectAccessible } from 'test/live-page';
import { find, findAll, mount } from 'test/mount';

jest.mock('@salesforce/customPermission/OB_Replay_Command', () => ({ __esModule: true, default: undefined }), { virtual: true });

describe('the exception monitor of somebody who may not work on exceptions', () => {
  it('says so, asks for nothing and leads nowhere', async () => {
    const element = await mount('c-ob-exception-monitor', ObExceptionMonitor);
    expect(find(element, 'c-ob-state').kind).toBe('noAccess');
    expect(graphql.getLastConfig()?.query).toBeUndefined();
    expect(findAll(element, 'lightning-button')).toEqual([]);
    await expectAccessible(element);
  });
});
