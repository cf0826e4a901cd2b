import { commandPageOf, commandSteps, exceptionPageOf } from 'c/obWorkModel';
import { record } from 'test/order-data';
import { commandAnswer, exceptionAnswer } from 'test/work-data';

describe('the page of an exception', () => {
  it('has the exception with its order', () => {
    expect(exceptionPageOf(exceptionAnswer())).toMatchObject({
      ...{ isOpen: true, orderId: 'a01', orderNumber: 'WEB-1001', resolvedAt: null },
      exception: { code: 'ANSWER_LOST', actions: ['RETRY', 'ACKNOWLEDGE'] },
    });
  });

  it('stands with what the user may see', () => {
    expect(exceptionPageOf(exceptionAnswer({ Order__r: null, Status__c: 'Resolved' }))).toMatchObject({ isOpen: false, orderNumber: null });
    expect(exceptionPageOf({ uiapi: { query: {} } })).toBeUndefined();
    expect(exceptionPageOf(undefined)).toBeUndefined();
  });
});

describe('the page of a command', () => {
  it('has the command with its order and its return', () => {
    const back = record({ Id: 'a09', External_Key__c: 'R1' });
    expect(commandPageOf(commandAnswer({ Return__c: 'a09', Return__r: back }))).toMatchObject({
      ...{ isPending: true, by: 'Grace Agent', publishState: { code: 'Published' } },
      ...{ orderNumber: 'WEB-1001', returnId: 'a09', returnNumber: 'R1' },
    });
  });

  it('stands with what the user may see', () => {
    expect(commandPageOf(commandAnswer({ Order__r: null, CreatedBy: null }))).toMatchObject({ orderNumber: null, returnNumber: null });
    expect(commandPageOf({ uiapi: { query: {} } })).toBeUndefined();
    expect(commandPageOf(undefined)).toBeUndefined();
  });
});

describe('the life of a command', () => {
  const life = (status, publishState) => commandSteps({ status, publishState }).map(({ key, state }) => `${key} ${state}`);

  it.each([
    ['Requested', 'Pending', ['requested done', 'announced current', 'taken upcoming', 'completed upcoming']],
    ['Requested', 'Failed', ['requested done', 'announced problem', 'taken upcoming', 'completed upcoming']],
    ['Requested', 'Published', ['requested done', 'announced done', 'taken current', 'completed upcoming']],
    ['Accepted', 'Failed', ['requested done', 'announced done', 'taken done', 'completed current']],
    ['Completed', 'Published', ['requested done', 'announced done', 'taken done', 'completed done']],
    ['Rejected', 'Published', ['requested done', 'announced done', 'rejected problem']],
    ['Failed', 'Published', ['requested done', 'announced done', 'failed problem']],
    ['Expired', 'Failed', ['requested done', 'expired problem']],
    [null, null, ['requested done', 'announced done', 'taken current', 'completed upcoming']],
  ])('%s, %s', (status, publishState, steps) => {
    expect(life(status, publishState)).toEqual(steps);
  });

  it('says when', () => {
    const at = {
      requestedAt: '2026-11-21T11:58:00.000Z',
      publishedAt: '2026-11-21T11:58:01.000Z',
      completedAt: '2026-11-21T11:59:00.000Z',
    };
    expect(commandSteps({ status: 'Completed', publishState: 'Published', ...at }).map(({ at: when }) => when)).toEqual([
      at.requestedAt,
      at.publishedAt,
      undefined,
      at.completedAt,
    ]);
  });
});
