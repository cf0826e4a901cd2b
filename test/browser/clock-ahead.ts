/** Time that has passed: a program whose clock runs ahead, as that of an org and of a page can be made to. */

/** Runs in the program before everything else. */
function setAhead(ms: number): void {
  const Real = Date;
  globalThis.Date = new Proxy(Real, {
    construct: (target, values: readonly unknown[]) => Reflect.construct(target, values.length > 0 ? values : [Real.now() + ms]) as Date,
    get: (target, name) => (name === 'now' ? () => Real.now() + ms : (Reflect.get(target, name) as unknown)),
  });
}

/** NODE_OPTIONS for a program to which it is so many milliseconds later. */
export function clockAhead(ms: number): string {
  const source = `${setAhead.toString()}; setAhead(${ms});`;
  return `--disable-warning=ExperimentalWarning --import data:text/javascript,${encodeURIComponent(source)}`;
}
