/** Gives methods their names in compiled code: one that overrides another has its name, overloads have different ones. */
import type { ClassInfo, MethodInfo } from './class-info.ts';
import { sameParameters } from './declare.ts';
import { findMethods, type SeenMethod } from './members.ts';
import { OBJECT, type ApexType } from './type.ts';
import type { TypeTable } from './type-table.ts';

const done = new WeakSet<ClassInfo>();

/** Superclasses come first, whatever the order of the files. */
export function assignSlots(table: TypeTable, info: ClassInfo): void {
  if (done.has(info)) return;
  done.add(info);
  for (const parent of table.parents(info.type)) {
    const above = table.classOf(parent);
    if (above?.declaration !== undefined) assignSlots(table, above);
  }
  for (const [name, methods] of info.methods) nameMethods(table, info, { name, methods });
  for (const inner of info.inner.values()) assignSlots(table, inner);
}

function nameMethods(
  table: TypeTable,
  info: ClassInfo,
  { name, methods }: { readonly name: string; readonly methods: readonly MethodInfo[] },
): void {
  const taken = new Set<string>();
  const free: MethodInfo[] = [];
  // What overrides goes first: it cannot choose.
  for (const method of methods) {
    const slot = inheritedSlot(table, info, name, method);
    if (slot === undefined) free.push(method);
    else taken.add((method.slot = slot));
  }
  for (const method of free) method.slot = freeSlot(table, info, { name, method, taken });
}

function inheritedSlot(table: TypeTable, info: ClassInfo, name: string, method: MethodInfo): string | undefined {
  if (method.static) return undefined;
  const above = [...table.parents(info.type), OBJECT].flatMap((parent) => findMethods(table, parent, name));
  const overridden = above.filter(({ method: other }) => !other.static && !isHidden(other, info));
  const same = overridden.find(({ parameters }) => sameParameters(parameters, method.parameters));
  return (same ?? overridden.find((other) => isAnswered(other, method.parameters)))?.method.slot;
}

const HIDDEN_SINCE = 61;

/** A private method is not overridden by one of the same signature (release notes of Summer '24). */
const isHidden = ({ access, declaration }: MethodInfo, { apiVersion }: ClassInfo): boolean =>
  apiVersion >= HIDDEN_SINCE &&
  access === 'private' &&
  declaration?.modifiers.words.some((word) => ['virtual', 'abstract', 'override'].includes(word)) === false;

/** An interface is content with a parameter of type Object, and where it asks for records with a list of those of one object, as public packages show. */
function isAnswered({ method: { owner }, parameters: wanted }: SeenMethod, given: readonly ApexType[]): boolean {
  const fits =
    wanted.length === given.length &&
    wanted.every((type, index) => type === given[index] || given[index] === OBJECT || areRecords(type, given[index]));
  return owner.kind === 'interface' && fits;
}

const areRecords = (wanted: ApexType, given: ApexType | undefined): boolean =>
  given !== undefined && [wanted, given].every(({ base, args }) => base === 'List' && args[0]?.kind === 'sobject');

/** A method an interface asks for: what a class inherits elsewhere under the same name must not be taken for it. */
const isAskedFor = (info: ClassInfo, { parameters }: MethodInfo): boolean => info.kind === 'interface' && parameters.length > 0;

type Wish = { readonly name: string; readonly method: MethodInfo; readonly taken: Set<string> };

function freeSlot(table: TypeTable, info: ClassInfo, { name, method, taken }: Wish): string {
  const plain = `${name}$${method.parameters.length}`;
  const inherited = table.parents(info.type).flatMap((parent) => findMethods(table, parent, name));
  const isTaken = taken.has(plain) || inherited.some((seen) => seen.method.slot === plain) || isAskedFor(info, method);
  const hides = inherited.some(({ method: other, parameters }) => !other.static && sameParameters(parameters, method.parameters));
  const parts = [plain];
  if (isTaken || hides) parts.push(method.parameters.map((type) => type.name).join('$'));
  if (hides) parts.push('of', info.name);
  const slot = parts.join('$').replace(/[^\w$]/g, '_');
  taken.add(slot);
  return slot;
}
