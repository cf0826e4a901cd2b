/** What may be assigned: final variables once, properties by those who see their setter. Source: Apex Developer Guide, "Apex Properties", "final". */
import type { Position } from '../syntax/ast.ts';
import type { ClassInfo, FieldInfo } from '../types/class-info.ts';
import { isVisible } from './access.ts';
import type { ValueOperand } from './operand-types.ts';
import { report, type Scope } from './scope.ts';

/** The operand, whose assignment is reported where the code may not assign it: a property may be read by more than may write it. */
export function guardWrites(scope: Scope, field: FieldInfo, at: Position, operand: ValueOperand): ValueOperand {
  const { locate } = operand;
  const reason = isSettled(scope, field) ? 'Final variable cannot be assigned' : unseenSetter(scope, field);
  if (locate === undefined || reason === undefined) return operand;
  return { ...operand, locate: () => refuse(scope, at, `${reason}: ${field.name}`, locate) };
}

function unseenSetter(scope: Scope, field: FieldInfo): string | undefined {
  if (field.property === undefined) return undefined;
  if (isOnlyRead(field.property)) return 'Property cannot be assigned';
  const { set } = field.property;
  const own = set === null ? 'private' : set.modifiers.words.find((word) => word === 'private' || word === 'protected');
  if (own === undefined || isVisible(scope, own, field.owner) || isOpenToTests(scope, field)) return undefined;
  return 'Variable is not visible';
}

/** It computes what is read, and nobody brings a setter. */
function isOnlyRead({ get, set, overrides }: NonNullable<FieldInfo['property']>): boolean {
  return set === null && !overrides && get !== null && get.body !== null;
}

function isOpenToTests({ info }: Scope, { annotations }: FieldInfo): boolean {
  return info?.inTest === true && annotations.some(({ name }) => name === 'testvisible');
}

type Locate = NonNullable<ValueOperand['locate']>;

function refuse(scope: Scope, at: Position, message: string, locate: Locate): ReturnType<Locate> {
  report(scope, at, message);
  return locate();
}

/** A final variable has its value from its declaration, or else from a constructor or initialiser of its class (ADG "final"). */
function isSettled(scope: Scope, { final, declarator, owner }: FieldInfo): boolean {
  if (!final || declarator === undefined) return false;
  return declarator.value !== null || !scope.initializes || !extendsOrIs(scope, owner);
}

/** Constructors of subclasses may set it, too, as public packages do. */
function extendsOrIs({ info, program }: Scope, owner: ClassInfo): boolean {
  for (let each = info; each !== undefined; each = each.superclass && program.table.classOf(each.superclass))
    if (each === owner) return true;
  return false;
}
