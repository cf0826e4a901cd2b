/** The org as Apex sees it: the port over the org's own query engine, storage and events. */
import type { EventPublisher } from '../../event-publishing.ts';
import type { OrgMetadata } from '../../metadata/model.ts';
import type { ActingUser } from '../../security/acting-user.ts';
import { makeRecordRights } from '../../security/record-rights.ts';
import type { QueryParser } from '../../soql/parse.ts';
import { makeQueryRunner, type QueryRunner } from '../../soql/run-query.ts';
import { makeQueryScope } from '../../soql/scope.ts';
import { runSearch } from '../../sosl/run-search.ts';
import type { Actor } from '../../storage/actor.ts';
import type { Database, Transaction } from '../../storage/database.ts';
import { DML_ERRORS } from '../../storage/dml-error.ts';
import type { GuardedDml, SaveResult, Verbs } from '../../storage/dml.ts';
import { withFormulas } from '../../storage/field-reader.ts';
import type { WriteGuard } from '../../storage/write-guard.ts';
import type { Access, DmlRequest, OrgPort, QueryRequest, RunningUser } from '../org-port.ts';

export type OrgBindingOptions = {
  readonly orgId: string;
  readonly metadata: OrgMetadata;
  readonly database: Database;
  readonly dml: GuardedDml;
  readonly parse: QueryParser;
  readonly actAs: (userId: string) => ActingUser;
  readonly publish: EventPublisher;
  readonly now: () => number;
};

export type OrgBinding = OrgPort & {
  /** Runs `work` on this transaction; nested uses come back to the outer one after it. */
  readonly on: <Result>(transaction: Transaction, work: () => Result) => Result;
  readonly transaction: () => Transaction;
  /** Does a transaction run? */
  readonly isOpen: () => boolean;
  readonly now: () => number;
};

/** What Apex is told of the address: no request can be asked for it in a job. */
const DOMAIN_URL = 'https://local-org.my.salesforce.com';
const BASE_PATH = '/services/data/v67.0';

export function makeOrgBinding(options: OrgBindingOptions): OrgBinding {
  const { metadata, database, publish } = options;
  let current: Transaction | undefined;
  const transaction = (): Transaction => {
    if (current === undefined) throw new Error('Apex runs only in a transaction');
    return current;
  };
  const on: OrgBinding['on'] = (next, work) => {
    const before = current;
    current = next;
    try {
      return work();
    } finally {
      current = before;
    }
  };
  const viewer = (): Actor => transaction().actor;
  const rights = makeRights(options, viewer);
  const read = database.reader(viewer);

  return {
    orgId: options.orgId,
    domainUrl: DOMAIN_URL,
    metadata,
    on,
    transaction,
    isOpen: () => current !== undefined,
    now: options.now,
    read,
    enter: (userId) => {
      const before = transaction();
      current = { ...before, actor: actorOf(options, userId, before.actor) };
      return () => {
        current = before;
      };
    },
    label: (name, language) => labelIn(metadata, name.toLowerCase(), language ?? languageOf(database, current?.actor.userId)),
    isTranslated: (name, language) => isTranslated(metadata, name.toLowerCase(), language),
    userOf: (userId) => userOf(options, userId),
    query: (request) => runQuery(options, rights.query(transaction().actor.userId, request.access), request),
    search: ({ access, search, binds, found }) => {
      const { userId } = transaction().actor;
      const scope = {
        database,
        query: rights.query(userId, access),
        metadata: access.mode === 'user' ? options.actAs(userId).metadata : metadata,
      };
      const request = { search, binds, now: options.now(), basePath: BASE_PATH, ...(found === undefined ? {} : { found }) };
      return runSearch(scope, request).map(({ object, records }) => ({ object, rows: records }));
    },
    save: (request) => save(transaction(), rights.verbs(transaction().actor.userId, request.access), request),
    merge: ({ access, ...request }) => rights.verbs(transaction().actor.userId, access).merge(transaction(), request),
    purge: (ids, access) => rights.verbs(transaction().actor.userId, access).purge(transaction(), ids),
    savepoint: () => transaction().savepoint(),
    rollback: (savepoint) => transaction().rollbackTo(savepoint as ReturnType<Transaction['savepoint']>),
    publish: ({ object, fields, eventUuid }) => ({ ...publish(transaction(), { eventName: object.name, fields, eventUuid }), errors: [] }),
    configuration: (object) => [...database.table(object.name).records()].map((record) => withFormulas(read, object, record)),
    find: (object, id) => database.table(object).get(id),
  };
}

function languageOf(database: Database, userId: string | undefined): string {
  return String(database.table('User').get(userId ?? '')?.['LanguageLocaleKey'] ?? '');
}

/** Else in the language of the source. */
function labelIn({ labelTranslations, labels }: OrgMetadata, name: string, language: string): string | undefined {
  return labelTranslations.get(language)?.get(name) ?? labels.get(name);
}

/** The source is in English. */
function isTranslated({ labelTranslations, labels }: OrgMetadata, name: string, language: string): boolean {
  return labelTranslations.get(language)?.has(name) === true || (/^en(_US)?$/.test(language) && labels.has(name));
}

function actorOf({ actAs }: OrgBindingOptions, userId: string, { changeOrigin }: Actor): Actor {
  return { userId, permissions: actAs(userId).access.customPermissions, changeOrigin };
}

type Rights = {
  readonly query: (userId: string, access: Access) => QueryRunner;
  readonly verbs: (userId: string, access: Access) => Verbs;
};

/** User mode is the acting user's own; system mode sees every field, and with sharing only the user's records. */
function makeRights({ metadata, database, dml, parse, actAs }: OrgBindingOptions, viewer: () => Actor): Rights {
  const rightsOn = makeRecordRights(database, actAs);
  const everything = makeQueryRunner(makeQueryScope(metadata, database, { viewer, rightsOn }), parse);
  const shared = new WeakMap<ActingUser, QueryRunner>();
  const sharedRunner = (user: ActingUser): QueryRunner => {
    let runner = shared.get(user);
    if (runner === undefined) {
      runner = makeQueryRunner(makeQueryScope(metadata, database, { viewer, rightsOn, sees: user.records.sees }), parse);
      shared.set(user, runner);
    }
    return runner;
  };
  const sharedDml = new WeakMap<ActingUser, Verbs>();
  const sharedVerbs = (user: ActingUser): Verbs => {
    let verbs = sharedDml.get(user);
    if (verbs === undefined) sharedDml.set(user, (verbs = dml.guarded(sharingGuard(user))));
    return verbs;
  };
  return {
    query: (userId, { mode, sharing }) => {
      if (mode === 'user') return actAs(userId).query;
      return sharing ? sharedRunner(actAs(userId)) : everything;
    },
    verbs: (userId, { mode, sharing }) => {
      if (mode === 'user') return actAs(userId).dml;
      return sharing ? sharedVerbs(actAs(userId)) : dml;
    },
  };
}

function sharingGuard({ records }: ActingUser): WriteGuard {
  return {
    save: ({ object, before }) => (before === undefined || records.allows(object, before, 'edit') ? [] : [DML_ERRORS.insufficientAccess()]),
    remove: (object, record) => (records.allows(object, record, 'full') ? [] : [DML_ERRORS.insufficientAccess()]),
  };
}

function runQuery({ now }: OrgBindingOptions, run: QueryRunner, { soql, allRows, binds }: QueryRequest): ReturnType<OrgPort['query']> {
  const outcome = run(soql, { now: now(), basePath: BASE_PATH, includeDeleted: allRows, binds });
  const isCount = /^\s*SELECT\s+COUNT\s*\(\s*\)/i.test(soql);
  return isCount ? outcome.totalSize : { rows: outcome.slice(0, outcome.totalSize), kinds: outcome.kinds };
}

function save(transaction: Transaction, verbs: Verbs, { verb, object, records, key, allOrNone }: DmlRequest): readonly SaveResult[] {
  switch (verb) {
    case 'insert':
      return verbs.insert(transaction, object, records, { allOrNone });
    case 'update':
      return verbs.update(transaction, object, records, { allOrNone });
    case 'upsert': {
      const id = object.fields.find((field) => field.kind === 'id');
      const target = key ?? id;
      if (target === undefined) throw new Error(`${object.name} has no id field`);
      return verbs.upsert(transaction, { object, key: target }, records, { allOrNone });
    }
    case 'delete':
      return verbs.delete(
        transaction,
        records.map((record) => String(record['Id'])),
        { allOrNone },
      );
    case 'undelete':
      return verbs.undelete(
        transaction,
        records.map((record) => String(record['Id'])),
        { allOrNone },
      );
  }
}

function userOf({ database, actAs }: OrgBindingOptions, userId: string): RunningUser {
  const row = database.table('User').get(userId) ?? {};
  const text = (name: string, otherwise = ''): string => String(row[name] ?? otherwise);
  return {
    id: userId,
    username: text('Username'),
    firstName: text('FirstName'),
    lastName: text('LastName'),
    email: text('Email'),
    profileId: text('ProfileId'),
    timeZone: text('TimeZoneSidKey', 'GMT'),
    locale: text('LocaleSidKey', 'en_US'),
    language: text('LanguageLocaleKey', 'en_US'),
    userType: text('UserType', 'Standard'),
    permissions: actAs(userId).access.customPermissions,
  };
}
