/** Names that begin with `$`. Source: "Global Variables" of the formula pages of Salesforce Help. */
import type { OrgObject } from '../metadata/model.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import { typeOf } from './stored-values.ts';
import type { Compiled, Evaluate, FormulaMetadata, FormulaScope, NameResolver } from './values.ts';

type Tools = { readonly metadata: FormulaMetadata; readonly resolve: NameResolver };

type Global = { readonly tools: Tools; readonly object: OrgObject; readonly rest: readonly string[]; readonly blankAsZero: boolean };

export function resolveGlobal(tools: Tools, object: OrgObject, path: readonly string[], blankAsZero: boolean): Compiled {
  const [name = '', ...rest] = path;
  const read = GLOBALS[name.toLowerCase()];
  if (read === undefined) throw new Error(`${name} is not supported`);
  return read({ tools, object, rest, blankAsZero });
}

type Finder = (scope: FormulaScope) => StoredRecord | undefined;

/** The rest of the name in another record than the formula's. */
function inRecord({ tools, rest, blankAsZero }: Global, objectName: string, find: Finder): Compiled {
  const object = tools.metadata.object(objectName);
  if (object === undefined) throw new Error(`${objectName} is not supported`);
  const { type, evaluate } = tools.resolve(object, rest, blankAsZero);
  const blank = type === 'boolean' ? false : null;
  const read: Evaluate = (scope) => {
    const record = find(scope);
    return record === undefined ? blank : evaluate({ ...scope, record, before: undefined });
  };
  return { type, evaluate: read };
}

const viewerOf: Finder = ({ database, viewer }) => database.table('User').get(viewer.userId);

const orgOf: Finder = ({ database }) => [...database.table('Organization').records()][0];

/** What the viewer's record refers to. */
const ofViewer =
  (object: string, reference: string) =>
  (global: Global): Compiled =>
    inRecord(global, object, (scope) => scope.database.table(object).get(String(viewerOf(scope)?.[reference])));

function permission({ rest: [name = ''] }: Global): Compiled {
  return { type: 'boolean', evaluate: ({ viewer }) => viewer.permissions.has(name) };
}

function label({ tools, rest: [name = ''] }: Global): Compiled {
  const text = tools.metadata.labels.get(name.toLowerCase());
  if (text === undefined) throw new Error(`the formula names an unknown label ${name}`);
  return { type: 'text', evaluate: () => text };
}

/** Of a hierarchy setting: the viewer's value, else the profile's, else the org's. */
function setting(global: Global): Compiled {
  const [objectName = '', ...rest] = global.rest;
  const object = global.tools.metadata.object(objectName);
  const field = object === undefined ? undefined : global.tools.metadata.field(object, rest[0] ?? '');
  if (object?.hierarchy !== true || field === undefined) throw new Error(`$Setup.${global.rest.join('.')} is not supported`);
  return inRecord({ ...global, rest }, object.name, (scope) => {
    const rows = [...scope.database.table(object.name).records()];
    const levels = [scope.viewer.userId, viewerOf(scope)?.['ProfileId'], orgOf(scope)?.['Id']];
    const held = levels.map((owner) => rows.find((row) => row['SetupOwnerId'] === owner));
    return held.find((row) => (row?.[field.name] ?? null) !== null);
  });
}

function customMetadata(global: Global): Compiled {
  const [type = '', name = '', ...rest] = global.rest;
  const object = global.tools.metadata.object(type);
  if (object === undefined) throw new Error(`the formula names an unknown type ${type}`);
  return inRecord({ ...global, rest }, object.name, ({ database }) =>
    [...database.table(object.name).records()].find((row) => String(row['DeveloperName']).toLowerCase() === name.toLowerCase()),
  );
}

/** `$ObjectType.X__c.Fields.Y__c` */
function column({ tools: { metadata }, rest }: Global): Compiled {
  const [objectName = '', fields = '', fieldName = ''] = rest;
  const object = metadata.object(objectName);
  const field = object === undefined ? undefined : metadata.field(object, fieldName);
  if (object === undefined || field === undefined || fields.toLowerCase() !== 'fields')
    throw new Error(`$ObjectType.${rest.join('.')} is not supported`);
  return {
    type: typeOf(field),
    column: { object: object.name, field },
    evaluate: () => {
      throw new Error(`$ObjectType.${rest.join('.')} has no value`);
    },
  };
}

const ORIGIN_MS = Date.UTC(1900, 0, 1);

const GLOBALS: Readonly<Record<string, (global: Global) => Compiled>> = {
  $user: (global) => inRecord(global, 'User', viewerOf),
  $profile: ofViewer('Profile', 'ProfileId'),
  $userrole: ofViewer('UserRole', 'UserRoleId'),
  $organization: (global) => inRecord(global, 'Organization', orgOf),
  $permission: permission,
  $label: label,
  $setup: setting,
  $custommetadata: customMetadata,
  $objecttype: column,
  $recordtype: ({ tools, object, rest, blankAsZero }) => tools.resolve(object, ['RecordType', ...rest], blankAsZero),
  $system: ({ rest: [name = ''] }) => {
    if (name.toLowerCase() !== 'origindatetime') throw new Error(`$System.${name} is not supported`);
    return { type: 'datetime', evaluate: () => ORIGIN_MS };
  },
};
