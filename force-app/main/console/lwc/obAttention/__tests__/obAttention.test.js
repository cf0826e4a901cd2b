import { watchAttention } from 'c/obAttention';
import { focusWindow, installSight, scrollIntoSight, watcherCount } from 'test/sight';

beforeEach(installSight);

describe('attention', () => {
  it('is there until the window or the tab goes away, and tells of its return once', () => {
    const returned = jest.fn();
    const attention = watchAttention(document.body, returned);
    expect(attention.isLookedAt()).toBe(true);
    focusWindow(false);
    expect(attention.isLookedAt()).toBe(false);
    focusWindow(true);
    focusWindow(true);
    expect(returned).toHaveBeenCalledTimes(1);
    scrollIntoSight(false);
    expect(attention.isLookedAt()).toBe(false);
    scrollIntoSight(true);
    expect(returned).toHaveBeenCalledTimes(2);
  });

  it('is not watched any more once nobody wants to know', () => {
    const returned = jest.fn();
    const attention = watchAttention(document.body, returned);
    attention.stop();
    focusWindow(false);
    focusWindow(true);
    expect([returned.mock.calls.length, watcherCount()]).toEqual([0, 0]);
  });
});
