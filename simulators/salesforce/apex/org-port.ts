/** All that Apex knows of the org it runs in. The org implements it over its own engines; tests may implement it over less. */
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { Search } from '../sosl/parse-search.ts';
import type { DmlError } from '../storage/dml-error.ts';
import type { FieldReader } from '../storage/field-reader.ts';
import type { StoredRecord, StoredValue } from '../storage/transaction.ts';

/** Whom code runs as. */
export type RunningUser = {
  readonly id: string;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly profileId: string;
  /** `Europe/Berlin` */
  readonly timeZone: string;
  /** `de_DE` */
  readonly locale: string;
  readonly language: string;
  readonly userType: string;
  /** Custom permissions the user holds. */
  readonly permissions: ReadonlySet<string>;
};

/** Whose rights a query or a save is subject to. */
export type Access = { readonly mode: 'user' | 'system'; /** Only records shared with the user. */ readonly sharing: boolean };

export type QueryRequest = {
  readonly soql: string;
  readonly access: Access;
  /** Look into the recycle bin too. */
  readonly allRows: boolean;
  /** Values of `:name` in the text, by name in lower case. */
  readonly binds: ReadonlyMap<string, BoundValue>;
};

export type SearchPortRequest = Pick<QueryRequest, 'access' | 'binds'> & {
  readonly search: Search;
  /** In the place of what the words would find. */
  readonly found?: readonly string[];
};

/** In stored form; a list for `IN`. */
export type BoundValue = StoredValue | readonly StoredValue[];

/** A selected record as the query engine gives it: fields, parents and children nested, `attributes` telling the object. */
export type SelectedRecord = Readonly<Record<string, unknown>>;

export type SelectedRows = {
  readonly rows: readonly SelectedRecord[];
  /** Of groups: the columns that hold what a field of this kind holds. */
  readonly kinds?: ReadonlyMap<string, Pick<OrgField, 'kind'>> | undefined;
};

export type DmlVerb = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';

export type DmlRequest = {
  readonly verb: DmlVerb;
  readonly object: OrgObject;
  /** Field values in stored form; `Id` among them where the record has one. */
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** Of an upsert; the record id when left out. */
  readonly key?: OrgField;
  readonly access: Access;
  readonly allOrNone: boolean;
};

export type DmlOutcome = {
  readonly id: string | null;
  readonly success: boolean;
  readonly created: boolean;
  readonly errors: readonly DmlError[];
};

export type MergeRequest = {
  readonly object: OrgObject;
  /** With its id, and what the winner is to hold. */
  readonly winner: Readonly<Record<string, unknown>>;
  readonly losers: readonly string[];
  readonly access: Access;
};

export type MergeOutcome = DmlOutcome & { readonly mergedIds: readonly string[]; readonly relatedIds: readonly string[] };

/** What publishing one event came to: success means queued. */
export type PublishOutcome = { readonly eventUuid: string; readonly errors: readonly DmlError[] };

export type OrgPort = {
  readonly orgId: string;
  /** `https://…`, without a slash at the end. */
  readonly domainUrl: string;
  readonly metadata: OrgMetadata;
  /** In the language, or that of the current user; in that of the source where it is not translated. */
  readonly label: (name: string, language?: string) => string | undefined;
  readonly isTranslated: (name: string, language: string) => boolean;
  readonly userOf: (userId: string) => RunningUser;
  /** The current user becomes this one, and saves are stamped with it, until what it returns is called. */
  readonly enter: (userId: string) => () => void;
  /** A number for `COUNT()`. */
  readonly query: (request: QueryRequest) => SelectedRows | number;
  /** A list for each object that is returned. */
  readonly search: (request: SearchPortRequest) => readonly { readonly object: OrgObject; readonly rows: readonly SelectedRecord[] }[];
  readonly save: (request: DmlRequest) => readonly DmlOutcome[];
  readonly merge: (request: MergeRequest) => MergeOutcome;
  /** Takes records out of the recycle bin for good. */
  readonly purge: (ids: readonly string[], access: Access) => readonly DmlOutcome[];
  readonly savepoint: () => unknown;
  readonly rollback: (savepoint: unknown) => void;
  readonly publish: (event: { readonly object: OrgObject; readonly fields: StoredRecord; readonly eventUuid: string }) => PublishOutcome;
  /** Reads fields of records as the current user: those of formulas, too. */
  readonly read: FieldReader;
  /** Rows of a custom metadata type. */
  readonly configuration: (object: OrgObject) => readonly StoredRecord[];
  readonly find: (object: string, id: string) => Readonly<Record<string, StoredValue>> | undefined;
};
