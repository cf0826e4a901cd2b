import { NavigationMixin } from 'lightning/navigation';
import { getFocusedTabInfo, openSubtab } from 'lightning/platformWorkspaceApi';
import { openRecord } from 'c/obNavigation';

describe('a record', () => {
  it('opens as a subtab of the order in a console', async () => {
    getFocusedTabInfo
      .mockResolvedValueOnce({ tabId: 't1', isSubtab: false })
      .mockResolvedValueOnce({ tabId: 't2', isSubtab: true, parentTabId: 't1' });
    await openRecord({}, 'r1', true);
    await openRecord({}, 'r2', true);
    expect(openSubtab.mock.calls).toEqual([
      ['t1', { recordId: 'r1', focus: true }],
      ['t1', { recordId: 'r2', focus: true }],
    ]);
  });

  it('opens as a page elsewhere', async () => {
    const navigate = jest.fn();
    await openRecord({ [NavigationMixin.Navigate]: navigate }, 'r1', false);
    expect(navigate).toHaveBeenCalledWith({ type: 'standard__recordPage', attributes: { recordId: 'r1', actionName: 'view' } });
  });
});
