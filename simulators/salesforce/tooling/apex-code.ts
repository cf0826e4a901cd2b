/** ApexClass and ApexTrigger rows: the code of the sources, tests too, as both APIs show it. Source: Tooling API guide, "ApexClass", "ApexTrigger". */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { apiVersionOf } from '../apex/doors/sources.ts';
import { filesBelow } from '../source-tree.ts';
import type { Actor } from '../storage/actor.ts';
import type { Database } from '../storage/database.ts';
import type { IdSource } from '../storage/record-id.ts';
import type { StoredRecord } from '../storage/transaction.ts';

export type ApexCodeOptions = {
  readonly sources: readonly string[];
  readonly database: Database;
  readonly ids: IdSource;
  readonly system: Actor;
};

/** Sorted by name, so that the same sources get the same ids. */
export function storeApexCode({ sources, database, ids, system }: ApexCodeOptions): void {
  const files = sources.flatMap(apexFiles).toSorted((a, b) => (basename(a) < basename(b) ? -1 : 1));
  database.transact(system, ({ write, stamp: stampNow, actor }) => {
    const stamp = stampNow();
    const audit = { CreatedDate: stamp, CreatedById: actor.userId, LastModifiedDate: stamp, LastModifiedById: actor.userId };
    for (const file of files) {
      const table = database.table(file.endsWith('.cls') ? 'ApexClass' : 'ApexTrigger');
      write(table, { Id: ids(table.object.keyPrefix), IsDeleted: false, ...audit, SystemModstamp: stamp, ...rowOf(file) });
    }
  });
}

function apexFiles(folder: string): string[] {
  return filesBelow(folder)
    .filter((path) => /\.(cls|trigger)$/.test(path))
    .map((path) => join(folder, path));
}

const COMMENTS = /\/\*[\s\S]*?\*\/|\/\/.*/g;

function rowOf(file: string): StoredRecord {
  const body = readFileSync(file, 'utf8');
  const name = basename(file).replace(/\.\w+$/, '');
  const code = body.replace(COMMENTS, '');
  return {
    Name: name,
    NamespacePrefix: null,
    ApiVersion: apiVersionOf(file).apiVersion ?? null,
    Status: 'Active',
    IsValid: true,
    LengthWithoutComments: code.length,
    Body: body,
    ...(file.endsWith('.trigger') ? { TableEnumOrId: /\btrigger\s+\w+\s+on\s+(\w+)/i.exec(code)?.[1] ?? null } : {}),
  };
}
