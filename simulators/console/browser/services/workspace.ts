/** The open tabs of the console: what is open, in which order, what has the focus. No page, no network. */
import { addressOf } from './page-reference.ts';
import type { PageReference } from './page-reference.ts';

export type Tab = {
  readonly tabId: string;
  /** Of the workspace tab this one is a subtab of. */
  readonly parentTabId: string | undefined;
  readonly page: PageReference;
  readonly label: string;
  readonly icon: string;
  readonly highlighted: boolean;
  readonly closeable: boolean;
  /** Goes up when the tab shall be drawn anew. */
  readonly generation: number;
};

export type WorkspaceState = { readonly tabs: readonly Tab[]; readonly focusedTabId: string | undefined };

export type OpenOptions = {
  readonly parentTabId?: string | undefined;
  readonly focus?: boolean;
  readonly label?: string;
  readonly icon?: string;
};

export type Workspace = {
  readonly state: () => WorkspaceState;
  /** Opens a page, or the tab that shows it already. Answers the tab's id. */
  readonly open: (page: PageReference, options?: OpenOptions) => string;
  /** Closes a tab with its subtabs. One that is not closeable stays. */
  readonly close: (tabId: string) => void;
  readonly focus: (tabId: string) => void;
  readonly change: (tabId: string, changes: Partial<Pick<Tab, 'label' | 'icon' | 'highlighted' | 'closeable' | 'page'>>) => void;
  readonly refresh: (tabId: string) => void;
  readonly find: (tabId: string) => Tab | undefined;
  readonly subtabsOf: (tabId: string) => readonly Tab[];
  /** The listener is told of every change, until the answer is called. */
  readonly subscribe: (listener: () => void) => () => void;
};

export function makeWorkspace(): Workspace {
  let state: WorkspaceState = { tabs: [], focusedTabId: undefined };
  let opened = 0;
  const listeners = new Set<() => void>();

  function become(next: WorkspaceState): void {
    state = next;
    for (const listener of [...listeners]) listener();
  }

  const find = (tabId: string): Tab | undefined => state.tabs.find((tab) => tab.tabId === tabId);
  const subtabsOf = (tabId: string): readonly Tab[] => state.tabs.filter((tab) => tab.parentTabId === tabId);

  function replace(tabId: string, changed: (tab: Tab) => Tab): void {
    become({ ...state, tabs: state.tabs.map((tab) => (tab.tabId === tabId ? changed(tab) : tab)) });
  }

  function open(page: PageReference, { parentTabId, focus = true, label = '', icon = '' }: OpenOptions = {}): string {
    const shown = state.tabs.find((tab) => addressOf(tab.page) === addressOf(page));
    const tabId = shown?.tabId ?? `tab-${String((opened += 1))}`;
    const fresh: Tab = { tabId, parentTabId, page, label, icon, highlighted: false, closeable: true, generation: 0 };
    become({
      tabs: shown === undefined ? [...state.tabs, fresh] : state.tabs,
      focusedTabId: focus ? tabId : (state.focusedTabId ?? tabId),
    });
    return tabId;
  }

  /** After a tab closes, its neighbour has the focus: the one before it, else the one after it, else its parent. */
  function close(tabId: string): void {
    const closing = find(tabId);
    if (closing?.closeable !== true) return;
    const gone = new Set([tabId, ...subtabsOf(tabId).map((tab) => tab.tabId)]);
    const siblings = state.tabs.filter((tab) => tab.parentTabId === closing.parentTabId);
    const place = siblings.indexOf(closing);
    const heir = siblings[place - 1] ?? siblings[place + 1] ?? (closing.parentTabId === undefined ? undefined : find(closing.parentTabId));
    const focusedTabId = state.focusedTabId !== undefined && gone.has(state.focusedTabId) ? heir?.tabId : state.focusedTabId;
    become({ tabs: state.tabs.filter((tab) => !gone.has(tab.tabId)), focusedTabId });
  }

  return {
    state: () => state,
    open,
    close,
    focus: (tabId) => {
      if (find(tabId) === undefined || state.focusedTabId === tabId) return;
      const tabs = state.tabs.map((tab) => (tab.tabId === tabId ? { ...tab, highlighted: false } : tab));
      become({ tabs, focusedTabId: tabId });
    },
    change: (tabId, changes) => replace(tabId, (tab) => ({ ...tab, ...changes })),
    refresh: (tabId) => replace(tabId, (tab) => ({ ...tab, generation: tab.generation + 1 })),
    find,
    subtabsOf,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The one of this page. */
export const workspace = makeWorkspace();
