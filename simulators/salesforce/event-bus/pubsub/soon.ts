/** Runs once the work at hand is done, and once only, however often it was asked for meanwhile. */
export function makeSoon(run: () => void): () => void {
  let scheduled = false;
  return () => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      run();
    });
  };
}
