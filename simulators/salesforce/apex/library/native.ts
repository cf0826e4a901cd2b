/**
 * How a platform class is declared: a table from Apex signatures to what they do.
 *
 * ```ts
 * export const greeter = platformClass('Demo.Greeter', {
 *   'Greeter(String name)': (_, type: ApexType, name: string) => new PlatformObject<Greeter>(type, { name }),
 *   'static Integer length(String? name)': (_, name: string | null) => name?.length ?? 0,
 *   'String greet(Integer times)': (context, self: PlatformObject<Greeter>, times: number) => `Hello ${self.state.name}`.repeat(times),
 *   'String name': { get: (_, self: PlatformObject<Greeter>) => self.state.name },
 * });
 * ```
 *
 * Signatures are parsed once at start-up, and calls are checked and converted against them before anything runs: an implementation gets the
 * types it declares (an Integer given for a Decimal arrives as an `ApexDecimal`). An argument may be null only where its type ends in `?`; for
 * any other the platform's NullPointerException is thrown before the implementation is asked. `self` is never null. What is not declared
 * is reported as "not supported: X.y" when the package is loaded.
 */
import type { ApexContext } from '../context.ts';
import { enumMembers } from './enum-members.ts';

/**
 * Methods get the context, for instance methods `self`, and the arguments; constructors the context, the type to make (`List<String>`) and
 * the arguments. They answer with a `Value`, or nothing where the signature says void. Nothing checks that the TypeScript parameters agree with the signature but the tests.
 */
export type Implementation = (context: ApexContext, ...args: never[]) => unknown;

/** A property gets no arguments; one without `set` cannot be assigned. Static ones get no `self`. */
export type Property = { readonly get: Implementation; readonly set?: Implementation };

export type Members = Readonly<Record<string, Implementation | Property>>;

export type PlatformClass = {
  readonly kind: 'class' | 'interface' | 'enum';
  /** `String`, `Database.SaveResult`; the namespace System is left out. */
  readonly name: string;
  /** `['K', 'V']` of `Map<K, V>`. */
  readonly parameters: readonly string[];
  /** Superclass, as a type. */
  readonly extends: string | undefined;
  readonly implements: readonly string[];
  /** The package's classes may extend it. */
  readonly virtual: boolean;
  readonly members: Members;
  /** Of an interface: the signatures a class has to bring. */
  readonly demands: readonly string[];
  /** Of an enum: its values. */
  readonly values: readonly string[];
};

type Traits = Partial<Pick<PlatformClass, 'extends' | 'implements' | 'virtual'>>;

/** `written` is the name with its type parameters: `Map<K, V>`. */
export function platformClass(written: string, members: Members, traits: Traits = {}): PlatformClass {
  return {
    ...named(written),
    kind: 'class',
    extends: undefined,
    implements: [],
    virtual: false,
    ...traits,
    members,
    demands: [],
    values: [],
  };
}

export function platformInterface(written: string, demands: readonly string[], traits: Pick<Traits, 'implements'> = {}): PlatformClass {
  return { ...platformClass(written, {}, traits), kind: 'interface', demands };
}

/** An interface the platform implements; tests bring classes of their own that do. */
export function providedInterface(name: string, members: Members): PlatformClass {
  return { ...platformClass(name, members), kind: 'interface' };
}

export function platformEnum(name: string, values: readonly string[]): PlatformClass {
  return { ...platformClass(name, enumMembers(name)), kind: 'enum', values };
}

function named(written: string): Pick<PlatformClass, 'name' | 'parameters'> {
  const [name = '', parameters] = written.split(/[<>]/);
  return { name, parameters: parameters === undefined ? [] : parameters.split(',').map((parameter) => parameter.trim()) };
}
