/** AsyncApexJob rows: what the org shows of jobs. */
import type { Database } from '../../storage/database.ts';
import type { JobOptions } from './jobs.ts';
import type { OrgBinding } from './org-binding.ts';

type RecorderOptions = { readonly database: Database; readonly newId: (keyPrefix: string) => string };

/** Writes them as the platform does, past triggers and permissions. */
export function makeJobRecorder({ database, newId }: RecorderOptions, binding: OrgBinding): JobOptions['record'] {
  const [jobs, classes] = [database.table('AsyncApexJob'), database.table('ApexClass')];

  const classId = (name: string): string => {
    for (const row of classes.records()) if (row['Name'] === name) return String(row['Id']);
    const id = newId('01p');
    const { stamp } = binding.transaction();
    binding.transaction().write(classes, { Id: id, Name: name, IsDeleted: false, CreatedDate: stamp, SystemModstamp: stamp });
    return id;
  };

  return ({ id = newId('707'), className, type, status, errors }) => {
    const transaction = binding.transaction();
    const { stamp } = transaction;
    const before = jobs.get(id) ?? {
      Id: id,
      IsDeleted: false,
      CreatedDate: stamp,
      ApexClassId: classId(className),
      JobType: type,
      CreatedById: transaction.actor.userId,
    };
    const ended = status === 'Queued' ? {} : { CompletedDate: stamp, NumberOfErrors: errors };
    transaction.write(jobs, { ...before, Status: status, SystemModstamp: stamp, LastModifiedDate: stamp, ...ended });
    return id;
  };
}
