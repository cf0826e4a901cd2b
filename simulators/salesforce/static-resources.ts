/** StaticResource rows of the sources, and the way to them over HTTP. Source: Metadata API guide, "StaticResource"; Visualforce guide, "Using Static Resources". */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseXml } from './metadata/xml.ts';
import type { ApiReply } from './rest/api-call.ts';
import { tokenOf, type DataRequest } from './rest/data-api.ts';
import { API_ERRORS } from './rest/errors.ts';
import type { Actor } from './storage/actor.ts';
import type { Database } from './storage/database.ts';
import type { IdSource } from './storage/record-id.ts';
import { filesBelow } from './source-tree.ts';
import type { StoredRecord } from './storage/transaction.ts';

export type StaticResourceOptions = {
  readonly sources: readonly string[];
  readonly database: Database;
  readonly ids: IdSource;
  readonly system: Actor;
};

const SUFFIX = '.resource-meta.xml';

/** Sorted by name, so that the same sources get the same ids. An archive that lies unpacked has a row without a body. */
export function storeStaticResources({ sources, database, ids, system }: StaticResourceOptions): void {
  const descriptions = sources.flatMap(descriptionsIn).toSorted((a, b) => (basename(a) < basename(b) ? -1 : 1));
  const table = database.table('StaticResource');
  database.transact(system, ({ write, stamp: stampNow, actor }) => {
    const stamp = stampNow();
    const audit = { CreatedDate: stamp, CreatedById: actor.userId, LastModifiedDate: stamp, LastModifiedById: actor.userId };
    for (const path of descriptions)
      write(table, { Id: ids(table.object.keyPrefix), IsDeleted: false, ...audit, SystemModstamp: stamp, ...rowOf(path) });
  });
}

function descriptionsIn(folder: string): string[] {
  return filesBelow(folder)
    .filter((path) => path.endsWith(SUFFIX))
    .map((path) => join(folder, path));
}

function rowOf(description: string): StoredRecord {
  const name = basename(description, SUFFIX);
  const file = contentOf(dirname(description), name);
  const body = file === undefined ? undefined : readFileSync(file);
  return {
    Name: name,
    NamespacePrefix: null,
    ContentType: parseXml(readFileSync(description, 'utf8')).text('contentType') ?? 'application/octet-stream',
    Body: body?.toString('base64') ?? null,
    BodyLength: body?.length ?? 0,
  };
}

/** The file has any ending, or, in the older form, `.resource`. */
function contentOf(folder: string, name: string): string | undefined {
  const file = readdirSync(folder, { withFileTypes: true }).find(
    (entry) => entry.isFile() && entry.name.startsWith(`${name}.`) && !entry.name.endsWith('-meta.xml'),
  );
  return file === undefined ? undefined : join(folder, file.name);
}

/** Whatever the case of the name. */
function findStaticResource(database: Database, name: string): StoredRecord | undefined {
  const wanted = name.toLowerCase();
  return [...database.table('StaticResource').records()].find((row) => String(row['Name']).toLowerCase() === wanted);
}

/** `/resource/Name`, and with the time of its last change between, which keeps browsers from old copies. */
const ADDRESS = /^\/resource\/(?:\d+\/)?(\w+)\/?(?:\?.*)?$/i;

export const isResourceCall = (url: string): boolean => ADDRESS.test(url);

/** What a page shows is asked for without headers of its own: a browser sends its session as the cookie `sid`. */
export function tokenOfPage(headers: DataRequest['headers']): string {
  return tokenOf(headers) || (/(?:^|;\s*)sid=([^;]*)/.exec(headers['cookie'] ?? '')?.[1] ?? '');
}

/** Throws `ApiFault` for a resource there is not. */
export function answerResource(database: Database, url: string): ApiReply {
  const row = findStaticResource(database, ADDRESS.exec(url)?.[1] ?? '');
  if (row === undefined || row['Body'] === null) throw API_ERRORS.notFound();
  return { status: 200, body: Buffer.from(String(row['Body']), 'base64'), contentType: String(row['ContentType']) };
}
