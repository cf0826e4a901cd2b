import { managedActive, managedDeleted, managedStopped, type RpcFault } from './rpc-fault.ts';

/** A ManagedEventSubscription record of the Tooling API: the org keeps the subscriber's position. */
export type ManagedSubscription = {
  /** 18-character id, prefix 18x. */
  readonly id: string;
  readonly developerName: string;
  readonly label: string;
  readonly topicName: string;
  /** Where a subscription without a committed position begins. */
  readonly defaultReplay: 'LATEST' | 'EARLIEST';
  /** Where it begins if the committed position has left retention. */
  readonly errorRecoveryReplay: 'LATEST' | 'EARLIEST';
  readonly state: 'RUN' | 'STOP';
};

export type ManagedSubscriptions = {
  /** Adds a subscription or replaces its settings. Stopping one ends its client and forgets the position. */
  readonly put: (subscription: ManagedSubscription) => void;
  readonly remove: (id: string) => void;
  readonly list: () => readonly ManagedSubscription[];
  readonly committed: (id: string) => number | undefined;
  readonly commit: (id: string, counter: number) => void;
  /** Takes the subscription for one client. Returns how to give it back, or why it cannot be had. */
  readonly attach: (id: string, close: (fault: RpcFault) => void) => (() => void) | RpcFault;
};

export function makeManagedSubscriptions(): ManagedSubscriptions {
  const subscriptions = new Map<string, ManagedSubscription>();
  const positions = new Map<string, number>();
  const clients = new Map<string, (fault: RpcFault) => void>();

  function forget(id: string, fault: RpcFault): void {
    positions.delete(id);
    clients.get(id)?.(fault);
    clients.delete(id);
  }

  return {
    put: (subscription) => {
      subscriptions.set(subscription.id, subscription);
      if (subscription.state === 'STOP') forget(subscription.id, managedStopped);
    },
    remove: (id) => {
      subscriptions.delete(id);
      forget(id, managedDeleted);
    },
    list: () => [...subscriptions.values()],
    committed: (id) => positions.get(id),
    commit: (id, counter) => void positions.set(id, counter),
    attach: (id, close) => {
      if (subscriptions.get(id)?.state !== 'RUN') return managedStopped;
      if (clients.has(id)) return managedActive;
      clients.set(id, close);
      return () => {
        if (clients.get(id) === close) clients.delete(id);
      };
    },
  };
}
