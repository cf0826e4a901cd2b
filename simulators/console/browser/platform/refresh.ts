/** `lightning/refresh`. Source: "Refresh the component's view" of the LWC Developer Guide: handlers register with the page they stand on. */
type Handler = () => Promise<unknown>;

const REFRESH = 'console:refresh';
const REGISTER = 'console:registerrefreshhandler';

export const RefreshStatus = { COMPLETE: 'complete', COMPLETE_WITH_ERROR: 'complete-with-error', ERROR: 'error' };

/** Asks the page a component stands on to refresh. */
export class RefreshEvent extends Event {
  constructor() {
    super(REFRESH, { bubbles: true, composed: true });
  }
}

type Registration = { readonly id: string; readonly handler: Handler };
type Container = { readonly host: EventTarget; readonly start: () => void; readonly take: (event: Event) => void };

const handlers = new Map<string, Map<string, Handler>>();
const containers = new Map<string, Container>();
let registered = 0;

/** `component` is the one whose view the handler refreshes. Answers an id for `unregisterRefreshHandler`. */
export function registerRefreshHandler(component: EventTarget, handler: () => Promise<unknown>): string {
  const id = `handler-${String((registered += 1))}`;
  const detail: Registration = { id, handler: () => handler.call(component) };
  component.dispatchEvent(new CustomEvent(REGISTER, { detail, bubbles: true, composed: true }));
  return id;
}

export function unregisterRefreshHandler(id: string): boolean {
  return [...handlers.values()].some((ofContainer) => ofContainer.delete(id));
}

/** Makes a component hear the refresh events below it. `onStart` is given the promise of the end. Answers an id. */
export function registerRefreshContainer(host: EventTarget, onStart: (done: Promise<string>) => void): string {
  const id = `container-${String((registered += 1))}`;
  const own = new Map<string, Handler>();
  const take = (event: Event): void => {
    event.stopPropagation();
    const { id: handlerId, handler } = (event as CustomEvent<Registration>).detail;
    own.set(handlerId, handler);
  };
  const start = (event?: Event): void => {
    event?.stopPropagation();
    onStart(runAll([...own.values()]));
  };
  host.addEventListener(REGISTER, take);
  host.addEventListener(REFRESH, start);
  handlers.set(id, own);
  containers.set(id, { host, take, start });
  return id;
}

export function unregisterRefreshContainer(id: string): void {
  const container = containers.get(id);
  container?.host.removeEventListener(REGISTER, container.take);
  container?.host.removeEventListener(REFRESH, container.start);
  containers.delete(id);
  handlers.delete(id);
}

async function runAll(all: readonly Handler[]): Promise<string> {
  const outcomes = await Promise.allSettled(all.map(async (handler) => handler()));
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected' || outcome.value === RefreshStatus.ERROR).length;
  if (failed === 0) return RefreshStatus.COMPLETE;
  return failed === all.length ? RefreshStatus.ERROR : RefreshStatus.COMPLETE_WITH_ERROR;
}
