/** Who may see a member. Source: Apex Developer Guide, "Access Modifiers". */
import type { AccessModifier, ClassInfo } from '../types/class-info.ts';
import type { Scope } from './scope.ts';

/** Private members are seen in the whole of the outermost class; protected ones in subclasses too. */
export function isVisible(scope: Scope, access: AccessModifier, owner: ClassInfo): boolean {
  if (access === 'public' || access === 'global') return true;
  if (scope.info === undefined) return false;
  if (outermost(scope.info) === outermost(owner)) return true;
  return access === 'protected' && scope.program.table.inherits(scope.info.type, owner.type);
}

function outermost(info: ClassInfo): ClassInfo {
  return info.outer === undefined ? info : outermost(info.outer);
}
