/** `lightning/platformWorkspaceApi`. Source: "Workspace API" of the LWC Developer Guide. Functions reject for a tab that is not open. */
import { addressOf, pageOfAddress } from '../services/page-reference.ts';
import type { PageReference } from '../services/page-reference.ts';
import { tabPlace } from '../services/places.ts';
import { workspace } from '../services/workspace.ts';
import type { Tab } from '../services/workspace.ts';

export const EnclosingTabId = tabPlace.adapter;

/** Every app of the console has tabs. */
export class IsConsoleNavigation {
  constructor(emit: (value: boolean) => void) {
    emit(true);
  }

  connect(): void {
    // It is a constant.
  }

  disconnect(): void {
    // Nothing is held.
  }

  update(): void {
    // It takes no parameters.
  }
}

type TabInfo = Readonly<Record<string, unknown>>;
type Target = {
  readonly url?: string;
  readonly recordId?: string;
  readonly pageReference?: PageReference;
  readonly focus?: boolean;
  readonly label?: string;
  readonly icon?: string;
};

function known(tabId: string): Tab {
  const tab = workspace.find(tabId);
  if (tab === undefined) throw new Error(`Tab ${tabId} is not open.`);
  return tab;
}

function infoOf(tab: Tab): TabInfo {
  const { tabId, parentTabId, page, label, icon, highlighted, closeable } = tab;
  return {
    tabId,
    parentTabId: parentTabId ?? null,
    isSubtab: parentTabId !== undefined,
    focused: workspace.state().focusedTabId === tabId,
    title: label,
    customTitle: label,
    icon,
    highlighted,
    closeable,
    pinned: false,
    url: addressOf(page) ?? '',
    pageReference: page,
    recordId: page.attributes['recordId'] ?? null,
    subtabs: workspace.subtabsOf(tabId).map(infoOf),
  };
}

function pageOf({ url, recordId, pageReference }: Target): PageReference {
  if (pageReference !== undefined) return pageReference;
  if (recordId !== undefined) return pageOfAddress(`/lightning/r/${recordId}/view`);
  if (url !== undefined) return pageOfAddress(url);
  throw new Error('Say what to open: pageReference, recordId or url.');
}

const optionsOf = ({ focus = false, label, icon }: Target): { focus: boolean; label?: string; icon?: string } => ({
  focus,
  ...(label === undefined ? {} : { label }),
  ...(icon === undefined ? {} : { icon }),
});

export async function openTab(target: Target): Promise<string> {
  return workspace.open(pageOf(target), optionsOf(target));
}

export async function openSubtab(parentTabId: string, target: Target): Promise<string> {
  const parent = known(parentTabId);
  return workspace.open(pageOf(target), { ...optionsOf(target), parentTabId: parent.parentTabId ?? parent.tabId });
}

export async function closeTab(tabId: string): Promise<boolean> {
  workspace.close(known(tabId).tabId);
  return workspace.find(tabId) === undefined;
}

export async function focusTab(tabId: string): Promise<boolean> {
  workspace.focus(known(tabId).tabId);
  return true;
}

export async function refreshTab(tabId: string): Promise<boolean> {
  workspace.refresh(known(tabId).tabId);
  return true;
}

async function changed(tabId: string, changes: Parameters<typeof workspace.change>[1]): Promise<TabInfo> {
  workspace.change(known(tabId).tabId, changes);
  return infoOf(known(tabId));
}

export const setTabLabel = (tabId: string, label: string): Promise<TabInfo> => changed(tabId, { label });

export const setTabIcon = (tabId: string, icon: string): Promise<TabInfo> => changed(tabId, { icon });

export const setTabHighlighted = (tabId: string, highlighted: boolean): Promise<TabInfo> => changed(tabId, { highlighted });

export const disableTabClose = (tabId: string, disabled: boolean): Promise<TabInfo> => changed(tabId, { closeable: !disabled });

export async function getTabInfo(tabId: string): Promise<TabInfo> {
  return infoOf(known(tabId));
}

export async function getFocusedTabInfo(): Promise<TabInfo> {
  return infoOf(known(workspace.state().focusedTabId ?? ''));
}

/** Workspace tabs with their subtabs. */
export async function getAllTabInfo(): Promise<readonly TabInfo[]> {
  return workspace
    .state()
    .tabs.filter((tab) => tab.parentTabId === undefined)
    .map(infoOf);
}
