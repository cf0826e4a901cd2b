/** When the static parts of a class come to life. Source: Apex Developer Guide, "Static and Instance Methods, Variables, and Initialization Code". */
import type { ClassInfo } from '../types/class-info.ts';
import type { Program } from './program.ts';

/**
 * The first use of a class in a transaction fills its static fields and runs its static blocks: a call and a construction, too. Where only literals
 * are assigned nobody can tell when, and the first access to a field does.
 */
export function firstUse({ program, info }: { readonly program: Program; readonly info: ClassInfo }): string {
  const told = (info.declaration?.members ?? []).some(
    (member) =>
      (member.kind === 'initializer' && member.static) ||
      (member.kind === 'field' &&
        member.modifiers.words.includes('static') &&
        member.declarators.some(({ value }) => value !== null && value.kind !== 'literal')),
  );
  return told ? `S${program.numberOf(info)}();` : '';
}
