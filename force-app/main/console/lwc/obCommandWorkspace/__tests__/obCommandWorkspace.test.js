import { graphql } from 'lightning/graphql';
import { IsConsoleNavigation, openSubtab } from 'lightning/platformWorkspaceApi';
import ObCommandWorkspace from 'c/obCommandWorkspace';
import { COMMAND_QUERY } from 'c/obWorkQuery';
import { press } from 'test/fields';
import { expectAccessible } from 'test/live-page';
import { find, mount, settled, textOf } from 'test/mount';
import { record } from 'test/order-data';
import { commandAnswer } from 'test/work-data';

jest.mock('@salesforce/customPermission/OB_View_Technical', () => ({ __esModule: true, default: true }), { virtual: true });

async function page(answer) {
  const element = await mount('c-ob-command-workspace', ObCommandWorkspace, { recordId: 'a06000000000001AAA' });
  IsConsoleNavigation.emit(true);
  if (answer) graphql.emit(answer, COMMAND_QUERY);
  await settled();
  return element;
}

describe('the page of a command', () => {
  it('is a skeleton until the answer is there', async () => {
    expect(find(await page(), 'c-ob-state').message).toBe('Loading the request');
  });

  it('shows how far a request is, who asked, and how long it waits', async () => {
    const element = await page(commandAnswer({ Idempotency_Key__c: 'k-1' }));
    expect(textOf(find(element, 'c-ob-milestone-tracker'))).toMatch(/Requested.*Announced to the broker.*Taken up by the broker.*Done/);
    expect(textOf(find(element, 'dl'))).toMatch(
      /^Status Requested Asked by Grace Agent Reason Changed their mind Waits until .* Technical corr-1 · k-1$/,
    );
    await expectAccessible(element);
  });

  it('shows the answer to what was refused', async () => {
    const ended = { Status__c: 'Rejected', Result_Code__c: 'SHIPPED', Result_Text__c: 'It has shipped.', Reason__c: null, CreatedBy: null };
    const element = await page(commandAnswer(ended));
    expect(textOf(find(element, 'dl'))).toBe('Status Rejected Answer It has shipped. Technical SHIPPED · corr-1');
    expect(textOf(find(element, 'c-ob-milestone-tracker'))).toContain('Rejected');
  });

  it('opens its order and its return beside it', async () => {
    const back = record({ Id: 'a09', RMA__c: 'RMA-9' });
    const element = await page(commandAnswer({ Return__c: 'a09', Return__r: back }));
    await press(element, 'WEB-1001');
    await press(element, 'RMA-9');
    expect(openSubtab.mock.calls.map(([, { recordId }]) => recordId)).toEqual(['a01', 'a09']);
  });

  it('stands with what the user may see, and says that it is gone or old', async () => {
    const bare = await page(commandAnswer({ Type__c: null, Status__c: null, Publish_State__c: null }));
    expect(textOf(find(bare, 'h2'))).toBe('Request');
    graphql.emitErrors([{ status: 503 }], COMMAND_QUERY);
    await settled();
    expect(textOf(bare)).toContain('known last');
    expect(find(await page({ uiapi: { query: {} } }), 'c-ob-state').kind).toBe('notFound');
  });
});
