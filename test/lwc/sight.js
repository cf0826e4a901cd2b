/** What a browser says of sight and focus, which the test document cannot: set it, and whoever watches is told. */
const watchers = new Set();
let hasFocus = true;

export function installSight() {
  hasFocus = true;
  watchers.clear();
  global.IntersectionObserver = class {
    constructor(tell) {
      this.tell = tell;
    }
    observe() {
      watchers.add(this);
    }
    disconnect() {
      watchers.delete(this);
    }
  };
  document.hasFocus = () => hasFocus;
}

/** The part of the page goes behind another tab, or comes back. */
export function scrollIntoSight(isIntersecting) {
  for (const { tell } of watchers) tell([{ isIntersecting }]);
}

/** The window goes behind another one, or comes back. */
export function focusWindow(isFocused) {
  hasFocus = isFocused;
  window.dispatchEvent(new CustomEvent(isFocused ? 'focus' : 'blur'));
}

export function watcherCount() {
  return watchers.size;
}
