/**
 * Records of the set-up and others are not saved in one transaction. Source: Apex Developer Guide, "sObjects That Cannot Be Used Together in DML
 * Operations" and "Mixed DML Operations in Test Methods".
 */
import type { OrgObject } from '../../metadata/model.ts';
import type { DmlError } from '../../storage/dml-error.ts';
import type { ApexContext } from '../context.ts';
import type { DmlVerb } from '../org-port.ts';

const SET_UP: ReadonlySet<string> = new Set([
  ...['FieldPermissions', 'Group', 'GroupMember', 'ObjectPermissions', 'PermissionSet', 'PermissionSetAssignment', 'QueueSObject'],
  ...['SetupEntityAccess', 'User', 'UserRole'],
]);

/** A user may be saved beside other records while none of these changes. */
const OF_SET_UP: ReadonlySet<string> = new Set(['UserRoleId', 'IsActive', 'ForecastEnabled', 'IsPortalEnabled', 'Username', 'ProfileId']);

type Saved = { setUp?: string; other?: string };

const SAVED = Symbol('kinds of records that were saved');

const savedIn = (context: ApexContext): { current: Saved } => context.keep(SAVED, () => ({ current: {} }));

export type MixedSave = {
  readonly verb: DmlVerb;
  readonly object: OrgObject;
  readonly records: readonly Readonly<Record<string, unknown>>[];
};

/** Groups may be made and changed, and users made without a role; custom settings go with anything, as public packages rely on. */
function isFree({ verb, object: { name: object, kind }, records }: MixedSave): boolean {
  if (kind === 'customSetting') return true;
  if (object === 'Group') return verb === 'insert' || verb === 'update';
  if (object !== 'User') return false;
  if (verb === 'insert') return records.every((record) => (record['UserRoleId'] ?? null) === null);
  return verb === 'update' && records.every((record) => Object.keys(record).every((name) => !OF_SET_UP.has(name)));
}

/** Notes what is saved; the error of each record where the transaction saved the other kind before. */
export function mixedWith(context: ApexContext, save: MixedSave): DmlError | undefined {
  if (isFree(save)) return undefined;
  const { name: object } = save.object;
  const { current } = savedIn(context);
  const original = SET_UP.has(object) ? current.other : current.setUp;
  if (SET_UP.has(object)) current.setUp ??= object;
  else current.other ??= object;
  if (original === undefined) return undefined;
  const message = `DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ${object}, original object: ${original}`;
  return { statusCode: 'MIXED_DML_OPERATION', message, fields: [] };
}

/** What runs as another user begins anew; the function it answers goes back. */
export function beginUser(context: ApexContext): () => void {
  const kept = savedIn(context);
  const before = kept.current;
  kept.current = {};
  return () => {
    kept.current = before;
  };
}
