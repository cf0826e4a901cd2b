/** What wire adapters of Lightning Data Service have in common. Source: the wire protocol of Lightning Web Components (lwc.dev, "Wire Adapters"). */

export type WireAdapter = {
  connect(): void;
  disconnect(): void;
  update(config: Record<string, unknown>): void;
};
export type WireAdapterClass<Emitted> = new (emit: (value: Emitted) => void) => WireAdapter;

export type Emitted = { readonly data: unknown; readonly error: unknown };

export type WireSource = {
  /** The parameters that must have a value before anything is read. */
  readonly required: readonly string[];
  readonly read: (config: Record<string, unknown>) => Promise<unknown>;
  /** Calls back when the value should be read again; answers how to stop that. */
  readonly watch?: (config: Record<string, unknown>, again: () => Promise<void>) => () => void;
};

/** Data of a wire is read-only, as on the platform: a component that writes to it learns so here. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
}

/** What is asked for by a key the emitted value carries, not by its members: `refreshApex` finds the wire again by it. */
const RELOADS = new WeakMap<object, () => Promise<void>>();

/** Reads again what a wire emitted, and resolves when the component has it. */
export function reload(emitted: object | undefined | null): Promise<void> {
  return (emitted ? RELOADS.get(emitted) : undefined)?.() ?? Promise.resolve();
}

/** A wire adapter class `{data, error}` over a source. The same answer twice is emitted once. */
export function makeWireAdapter({ required, read, watch }: WireSource): WireAdapterClass<Emitted> {
  return class {
    readonly #emit: (value: Emitted) => void;
    #config: Record<string, unknown> | undefined;
    #connected = false;
    #turn = 0;
    #last = '';
    #unwatch: () => void = () => undefined;

    constructor(emit: (value: Emitted) => void) {
      this.#emit = emit;
      this.#send({ data: undefined, error: undefined });
    }

    connect(): void {
      this.#connected = true;
      this.#start();
    }

    disconnect(): void {
      this.#connected = false;
      this.#turn += 1;
      this.#unwatch();
    }

    update(config: Record<string, unknown>): void {
      if (JSON.stringify(config) === JSON.stringify(this.#config)) return;
      this.#config = config;
      this.#start();
    }

    #start(): void {
      this.#unwatch();
      this.#turn += 1;
      const config = this.#config;
      if (!this.#connected || config === undefined || required.some((name) => config[name] === undefined || config[name] === null)) return;
      const again = (): Promise<void> => this.#load(config);
      this.#unwatch = watch?.(config, again) ?? ((): undefined => undefined);
      void again();
    }

    async #load(config: Record<string, unknown>): Promise<void> {
      const turn = ++this.#turn;
      const outcome = await read(config).then(
        (data) => ({ data: frozen(data ?? null), error: undefined }),
        (error: unknown) => ({ data: undefined, error: frozen(error) }),
      );
      if (turn !== this.#turn) return;
      const text = JSON.stringify(outcome);
      if (text !== this.#last) this.#send(outcome);
      this.#last = text;
    }

    #send(value: Emitted): void {
      const config = (): Record<string, unknown> => this.#config ?? {};
      RELOADS.set(value, () => this.#load(config()));
      this.#emit(value);
    }
  };
}
