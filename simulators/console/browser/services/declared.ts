/** What may be given to a component: a property it does not declare with `@api` would be an error. */
type Constructor = { readonly prototype: object };

export function declared(component: Constructor | undefined, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const known = component?.prototype ?? {};
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => name in known && value !== undefined));
}
