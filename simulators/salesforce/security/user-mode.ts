/** Writes in user mode: object and field permissions, the record's sharing, and access to the records it refers to. */
import { isFixedMaster } from '../metadata/fixed-master.ts';
import type { OrgField, OrgMetadata } from '../metadata/model.ts';
import type { Database } from '../storage/database.ts';
import { DML_ERRORS, type DmlError } from '../storage/dml-error.ts';
import type { Draft } from '../storage/draft.ts';
import type { WriteGuard } from '../storage/write-guard.ts';
import type { UserAccess } from './access.ts';
import type { RecordAccess } from './record-access.ts';

export type UserModeOptions = {
  readonly metadata: OrgMetadata;
  readonly database: Database;
  readonly access: UserAccess;
  readonly records: RecordAccess;
};

export function makeUserMode(options: UserModeOptions): WriteGuard {
  const { access, records } = options;
  return {
    save: (draft) => {
      const refused = mayTouch(options, draft);
      return refused === undefined ? [...fieldErrors(options, draft), ...referenceErrors(options, draft)] : [refused];
    },
    remove: (object, record) =>
      access.can(object, 'delete') && records.allows(object, record, 'full') ? [] : [DML_ERRORS.insufficientAccess()],
  };
}

function mayTouch({ access, records }: UserModeOptions, draft: Draft): DmlError | undefined {
  const { object, before } = draft;
  if (before === undefined) return access.can(object, 'create') ? undefined : DML_ERRORS.notInsertable(object.name);
  const level = isHandedOver(draft) ? 'full' : 'edit';
  return access.can(object, 'edit') && records.allows(object, before, level) ? undefined : DML_ERRORS.insufficientAccess();
}

/** Who shares a record may change it, and not give it away. */
function isHandedOver({ values: { OwnerId = null }, before }: Draft): boolean {
  return OwnerId !== null && before !== undefined && OwnerId !== before['OwnerId'];
}

/** A field that is not seen is unknown; one that is only read is not writable. */
function fieldErrors({ metadata, access }: UserModeOptions, { object, values, before }: Draft): DmlError[] {
  const errors: DmlError[] = [];
  for (const name in values) {
    const field = metadata.field(object, name);
    if (field === undefined) continue;
    const { read, edit } = access.field(object, field);
    if (!read) errors.push(DML_ERRORS.unknownField(object.name, name));
    else if (!edit || (before !== undefined && isFixedMaster(field))) errors.push(DML_ERRORS.notWritable(field));
  }
  return errors;
}

function referenceErrors(options: UserModeOptions, { object, values, before }: Draft): DmlError[] {
  const errors: DmlError[] = [];
  for (const name in values) {
    const field = options.metadata.field(object, name);
    const id = values[name];
    if (field?.kind === 'reference' && typeof id === 'string' && id !== before?.[name] && !mayReferTo(options, field, id))
      errors.push(DML_ERRORS.insufficientAccessOnReference());
  }
  return errors;
}

/** A lookup needs sight of the record, a master-detail the right to edit the master. An id that leads nowhere is somebody else's to refuse. */
function mayReferTo({ access, records, database }: UserModeOptions, field: OrgField, id: string): boolean {
  const table = database.tableOfId(id);
  const target = table?.get(id);
  if (table === undefined || target === undefined) return true;
  const { object } = table;
  return access.can(object, 'read') && records.allows(object, target, field.masterDetail === true ? 'edit' : 'read');
}
