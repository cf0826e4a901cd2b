/**
 * Whether somebody looks at a part of the page: the window is in front, and the part is not behind another console tab. What
 * nobody looks at asks nobody anything.
 */

/**
 * @param {Element} element
 * @param {() => void} onReturn called when somebody looks again after a while of not looking
 * @returns {{ isLookedAt(): boolean, stop(): void }}
 */
export function watchAttention(element, onReturn) {
  let isInSight = true;
  const isLookedAt = () => isInSight && document.visibilityState === 'visible' && document.hasFocus();
  let was = true;

  function notice() {
    const is = isLookedAt();
    if (is && !was) onReturn();
    was = is;
  }

  const observer = new IntersectionObserver((entries) => {
    isInSight = entries[entries.length - 1].isIntersecting;
    notice();
  });
  observer.observe(element);
  document.addEventListener('visibilitychange', notice);
  window.addEventListener('focus', notice);
  window.addEventListener('blur', notice);

  return {
    isLookedAt,
    stop() {
      observer.disconnect();
      document.removeEventListener('visibilitychange', notice);
      window.removeEventListener('focus', notice);
      window.removeEventListener('blur', notice);
    },
  };
}
