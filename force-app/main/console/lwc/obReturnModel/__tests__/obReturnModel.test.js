import { returnPageOf } from 'c/obReturnModel';
import { COMMAND, connection } from 'test/order-data';
import { RETURN_ID, returnAnswer } from 'test/return-data';

describe('the page of a return', () => {
  it('has the return with its order, case, lines and requests', () => {
    expect(returnPageOf(returnAnswer({ commands: [COMMAND] }))).toMatchObject({
      ...{
        id: RETURN_ID,
        rma: 'RMA-9',
        isOpen: true,
        orderNumber: 'WEB-1001',
        caseNumber: '00042',
        heartbeatAt: '2026-11-21T11:59:50.000Z',
      },
      ...{ lines: [{ name: 'Kettle', asked: 2, received: 1, condition: { code: 'Damaged' } }], commands: [{ isPending: true }] },
    });
  });

  it('stands with what the user may see', () => {
    const bare = {
      uiapi: { query: { OB_Return__c: { edges: [{ node: { Id: RETURN_ID, Return_Lines__r: connection([{ Id: 'rl' }]) } }] } } },
    };
    expect(returnPageOf(bare)).toMatchObject({
      orderNumber: null,
      caseNumber: null,
      isOpen: false,
      lines: [{ name: null }],
      heartbeatAt: null,
    });
  });

  it('is none without a return', () => {
    expect(returnPageOf({ uiapi: { query: { OB_Return__c: connection([]) } } })).toBeUndefined();
    expect(returnPageOf(undefined)).toBeUndefined();
  });
});
