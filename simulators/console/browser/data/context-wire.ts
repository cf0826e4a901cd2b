/** Wires whose value comes from where a component stands. Source: "Context" of the wire protocol (lwc.dev). */
import * as engine from 'lwc';
import type { WireAdapterClass } from './wire.ts';

type Consumer = { readonly provide: (context: { value: unknown }) => void };

export type Place<Value> = {
  readonly adapter: WireAdapterClass<Value | undefined>;
  /** Gives all components below an element the value; the answer changes it. */
  readonly provide: (host: object, value: Value) => (value: Value) => void;
};

/** The engine's types do not name it where TypeScript looks for them. */
const { createContextProvider: provideContext } = engine as unknown as {
  createContextProvider: (adapter: object) => (host: object, options: object) => void;
};

export function makePlace<Value>(): Place<Value> {
  class Adapter {
    static readonly contextSchema = { value: 'required' };
    readonly #emit: (value: Value | undefined) => void;

    constructor(emit: (value: Value | undefined) => void) {
      this.#emit = emit;
      emit(undefined);
    }

    update(_config: unknown, context?: { value: Value }): void {
      if (context !== undefined) this.#emit(context.value);
    }

    connect(): void {
      // What it says arrives by update.
    }

    disconnect(): void {
      // Nothing is held.
    }
  }
  const register = provideContext(Adapter);
  return {
    adapter: Adapter,
    provide: (host, first) => {
      const consumers = new Set<Consumer>();
      let value = first;
      register(host, {
        consumerConnectedCallback: (consumer: Consumer) => {
          consumers.add(consumer);
          consumer.provide({ value });
        },
        consumerDisconnectedCallback: (consumer: Consumer) => consumers.delete(consumer),
      });
      return (next) => {
        value = next;
        for (const consumer of consumers) consumer.provide({ value });
      };
    },
  };
}
