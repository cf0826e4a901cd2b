import { describe, expect, test } from '@jest/globals';
import { objectPage, recordPage } from './page-reference.ts';
import { makeWorkspace } from './workspace.ts';

const ORDER = recordPage('OB_Order__c', 'a0000000000000001');
const RETURN = recordPage('OB_Return__c', 'a0100000000000001');
const LIST = objectPage('OB_Order__c');

describe('the open tabs', () => {
  test('a page that is open already comes to the front instead of opening again', () => {
    const workspace = makeWorkspace();
    const first = workspace.open(ORDER);
    workspace.open(LIST);
    expect(workspace.open(ORDER)).toBe(first);
    expect(workspace.state()).toMatchObject({ focusedTabId: first, tabs: { length: 2 } });
  });

  test('one opened in the background leaves the focus where it is', () => {
    const workspace = makeWorkspace();
    const first = workspace.open(LIST);
    workspace.open(ORDER, { focus: false });
    expect(workspace.state().focusedTabId).toBe(first);
  });

  test('closing a tab closes its subtabs, and the neighbour has the focus', () => {
    const workspace = makeWorkspace();
    const list = workspace.open(LIST);
    const order = workspace.open(ORDER);
    workspace.open(RETURN, { parentTabId: order });
    workspace.close(order);
    expect(workspace.state()).toMatchObject({ focusedTabId: list, tabs: [{ tabId: list }] });
  });

  test('closing the only subtab gives the focus to the record it belongs to', () => {
    const workspace = makeWorkspace();
    const order = workspace.open(ORDER);
    workspace.close(workspace.open(RETURN, { parentTabId: order }));
    expect(workspace.state().focusedTabId).toBe(order);
  });

  test('a tab that may not be closed stays', () => {
    const workspace = makeWorkspace();
    const order = workspace.open(ORDER);
    workspace.change(order, { closeable: false });
    workspace.close(order);
    expect(workspace.find(order)).toBeDefined();
  });

  test('looking at a tab takes its highlight away', () => {
    const workspace = makeWorkspace();
    const order = workspace.open(ORDER);
    workspace.open(LIST);
    workspace.change(order, { highlighted: true });
    workspace.focus(order);
    expect(workspace.find(order)?.highlighted).toBe(false);
  });

  test('listeners are told until they leave', () => {
    const workspace = makeWorkspace();
    let told = 0;
    const leave = workspace.subscribe(() => (told += 1));
    workspace.open(ORDER);
    leave();
    workspace.open(LIST);
    expect(told).toBe(1);
  });
});
