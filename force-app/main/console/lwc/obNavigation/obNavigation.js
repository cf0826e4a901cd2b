/** To a record: a subtab in a console, the page itself elsewhere. */
import { NavigationMixin } from 'lightning/navigation';
import { getFocusedTabInfo, openSubtab } from 'lightning/platformWorkspaceApi';

/**
 * @param {import('lwc').LightningElement} component with `NavigationMixin`
 * @param {string} recordId
 * @param {boolean} isConsole as `IsConsoleNavigation` says
 */
export async function openRecord(component, recordId, isConsole) {
  if (isConsole) {
    const { isSubtab, parentTabId, tabId } = await getFocusedTabInfo();
    await openSubtab(isSubtab ? parentTabId : tabId, { recordId, focus: true });
    return;
  }
  component[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes: { recordId, actionName: 'view' } });
}
