import type { ApexContext } from '../context.ts';
import type { SelectedRows } from '../org-port.ts';

/** Records that come from how an org is set up or from what it bought, not from its sources: a fresh org has few of them. */
const SET_UP: ReadonlySet<string> = new Set([
  ...['Profile', 'PermissionSet', 'UserRole', 'Group', 'UserLicense', 'Network', 'BusinessHours', 'Holiday', 'EmailTemplate', 'Folder'],
  ...['StaticResource', 'FieldPermissions', 'ObjectPermissions', 'SetupEntityAccess', 'Organization', 'CustomNotificationType'],
]);

/** Notes that a query found none of them. */
export function meetLack(context: ApexContext, object: string, answer: SelectedRows | number): void {
  if ((typeof answer === 'number' ? answer : answer.rows.length) === 0 && SET_UP.has(object))
    context.met.add(`records of ${object} in the org`);
}
