/** A new version of a file makes the file itself, or becomes its latest version. Source: Object Reference, "ContentVersion", "ContentDocument", "ContentDocumentLink". */
import type { OrgMetadata } from '../metadata/model.ts';
import type { Database, Transaction } from './database.ts';
import { DML_ERRORS } from './dml-error.ts';
import type { Draft } from './draft.ts';
import type { RecordDefaults } from './record-defaults.ts';
import type { IdSource } from './record-id.ts';
import type { StoredRecord, StoredValue } from './transaction.ts';

type PublisherOptions = {
  readonly metadata: OrgMetadata;
  readonly database: Database;
  readonly ids: IdSource;
  readonly defaults: RecordDefaults;
};

/** Completes a version that is about to be written, or leaves its errors there. */
export type FilePublisher = (transaction: Transaction, draft: Draft) => void;

export function makeFilePublisher({ metadata, database, ids, defaults }: PublisherOptions): FilePublisher {
  const add = (transaction: Transaction, name: string, values: StoredRecord): string | null => {
    const object = metadata.object(name);
    if (object === undefined) return null;
    const { actor, startedAt } = transaction;
    const stamp = transaction.stamp();
    const id = ids(object.keyPrefix);
    const made = { CreatedById: actor.userId, CreatedDate: stamp, LastModifiedById: actor.userId, LastModifiedDate: stamp };
    transaction.write(database.table(name), {
      ...defaults.blank(object, actor, startedAt),
      ...made,
      SystemModstamp: stamp,
      ...values,
      Id: id,
    });
    return id;
  };

  const addFile = (transaction: Transaction, draft: Draft): StoredValue => {
    const { Title, Description, FileExtension, FileType, ContentSize, FirstPublishLocationId } = draft.after;
    const traits = { Title, Description, FileExtension, FileType, ContentSize } as StoredRecord;
    const file = add(transaction, 'ContentDocument', { ...traits, LatestPublishedVersionId: draft.id ?? null });
    const link = (LinkedEntityId: StoredValue, ShareType: string): void =>
      void add(transaction, 'ContentDocumentLink', { LinkedEntityId, ShareType, ContentDocumentId: file });
    link(transaction.actor.userId, 'I');
    if (typeof FirstPublishLocationId === 'string' && FirstPublishLocationId !== transaction.actor.userId)
      link(FirstPublishLocationId, 'V');
    return file;
  };

  const follow = (transaction: Transaction, draft: Draft, file: string): void => {
    const versions = database.table('ContentVersion');
    const earlier = [...versions.records()].filter((row) => row['ContentDocumentId'] === file);
    for (const row of earlier) if (row['IsLatest'] === true) transaction.write(versions, { ...row, IsLatest: false });
    draft.after['VersionNumber'] = String(earlier.length + 1);
    const documents = database.table('ContentDocument');
    const held = documents.get(file);
    if (held !== undefined) transaction.write(documents, { ...held, LatestPublishedVersionId: draft.id ?? null });
  };

  return (transaction, draft) => {
    if (draft.object.name !== 'ContentVersion' || !draft.created) return;
    const { after } = draft;
    const missing = ['PathOnClient', 'VersionData'].filter((name) => (after[name] ?? '') === '');
    if (after['ContentLocation'] === 'S' && missing.length > 0) draft.errors.push(DML_ERRORS.requiredMissing(missing));
    if (draft.errors.length > 0) return;
    Object.assign(after, fileTraits(after), { VersionNumber: '1', IsLatest: true });
    if (typeof after['ContentDocumentId'] === 'string') follow(transaction, draft, after['ContentDocumentId']);
    else after['ContentDocumentId'] = addFile(transaction, draft);
  };
}

const TYPES: Readonly<Record<string, string>> = { txt: 'TEXT', jpeg: 'JPG', docx: 'WORD_X', xlsx: 'EXCEL_X', pptx: 'POWER_POINT_X' };

function fileTraits({ PathOnClient, Title, VersionData }: StoredRecord): StoredRecord {
  const [, name = '', extension] = /([^/\\]*?)(?:\.([^./\\]+))?$/.exec(String(PathOnClient ?? '')) ?? [];
  return {
    Title: Title ?? name,
    FileExtension: extension ?? null,
    FileType: extension === undefined ? 'UNKNOWN' : (TYPES[extension.toLowerCase()] ?? extension.toUpperCase()),
    ContentSize: Buffer.from(String(VersionData ?? ''), 'base64').length,
  };
}
