/** The little of the Tooling API that integrations use: managed event subscriptions and channels. Source: Tooling API guide. */
import { z } from 'zod';
import { stableId } from '../metadata/field-id.ts';
import type { ManagedSubscription, ManagedSubscriptions } from '../event-bus/pubsub/managed-subscriptions.ts';
import { unquote } from '../soql/literals.ts';
import { makeQueryParser } from '../soql/parse.ts';
import { buildWhereTree, type Leaf, type WhereTree } from '../soql/where-tree.ts';
import { to18 } from '../storage/record-id.ts';
import { basePath, type ApiCall, type ApiReply, type Route } from './api-call.ts';
import { API_ERRORS } from './errors.ts';
import { runOrFault } from './query-routes.ts';
import type { RestServices } from './services.ts';

export type ToolingServices = RestServices & { readonly managed: ManagedSubscriptions };

type Row = Readonly<Record<string, unknown>>;

export function toolingRoutes(services: ToolingServices): Route[] {
  const parse = makeQueryParser();
  return [
    { method: 'GET', pattern: 'tooling/query', handle: (call) => query(services, call, parse) },
    { method: 'POST', pattern: 'tooling/sobjects/ManagedEventSubscription', handle: (call) => createManaged(services, call) },
    {
      method: 'PATCH',
      pattern: 'tooling/sobjects/ManagedEventSubscription/:id',
      handle: (call, { id }) => changeManaged(services, call, id ?? ''),
    },
    {
      method: 'DELETE',
      pattern: 'tooling/sobjects/ManagedEventSubscription/:id',
      handle: (_, { id }) => removeManaged(services, id ?? ''),
    },
  ];
}

const ROWS: Readonly<Record<string, (services: ToolingServices) => readonly Row[]>> = {
  managedeventsubscription: ({ managed }) => managed.list().map(managedRow),
  platformeventchannel: ({ metadata }) =>
    metadata.channels.map(({ name, type }) => ({
      Id: to18(stableId('0YL', name)),
      DeveloperName: name.replace(/__chn$/, ''),
      FullName: name,
      ChannelType: type,
    })),
  platformeventchannelmember: ({ metadata }) =>
    metadata.channelMembers.map(({ channel, selectedEntity, filterExpression }) => ({
      Id: to18(stableId('0v8', `${channel}.${selectedEntity}`)),
      DeveloperName: `${channel}_${selectedEntity}`.replace(/__/g, '_'),
      EventChannel: channel,
      SelectedEntity: selectedEntity,
      FilterExpression: filterExpression ?? null,
    })),
};

function query(services: ToolingServices, call: ApiCall, parse: ReturnType<typeof makeQueryParser>): ApiReply {
  const parsed = runOrFault(() => parse(call.query.get('q') ?? ''));
  const name = parsed.sObject ?? '';
  const rows = ROWS[name.toLowerCase()]?.(services);
  if (rows === undefined) throw API_ERRORS.unknownObject(name);
  const { where } = parsed;
  const tree = where === undefined ? undefined : runOrFault(() => buildWhereTree(where));
  const found = rows.filter((row) => tree === undefined || matches(tree, row)).slice(0, parsed.limit);
  const records = found.map((row) => ({
    attributes: { type: name, url: `${basePath(call)}/tooling/sobjects/${name}/${String(row['Id'])}` },
    ...row,
  }));
  return {
    status: 200,
    body: { size: records.length, totalSize: records.length, done: true, queryLocator: null, entityTypeName: name, records },
  };
}

/** Equality on text is all that clients of these rows ask for. */
function matches(tree: WhereTree, row: Row): boolean {
  if (tree.type === 'not') return !matches(tree.part, row);
  if (tree.type === 'and') return tree.parts.every((part) => matches(part, row));
  if (tree.type === 'or') return tree.parts.some((part) => matches(part, row));
  return matchesLeaf(tree.leaf, row);
}

function matchesLeaf(leaf: Leaf, row: Row): boolean {
  if (!('field' in leaf) || !('value' in leaf) || leaf.operator !== '=')
    throw API_ERRORS.malformedQuery('only equality is supported in tooling queries here');
  const key = Object.keys(row).find((name) => name.toLowerCase() === leaf.field.toLowerCase());
  return key !== undefined && String(row[key]).toLowerCase() === unquote(String(leaf.value)).toLowerCase();
}

function managedRow({ id, developerName, label, topicName, defaultReplay, errorRecoveryReplay, state }: ManagedSubscription): Row {
  return {
    Id: id,
    DeveloperName: developerName,
    MasterLabel: label,
    Metadata: { label, topicName, defaultReplay, errorRecoveryReplay, state },
  };
}

const replay = z.enum(['LATEST', 'EARLIEST']);
const managedSchema = z.object({
  FullName: z.string().min(1),
  Metadata: z.object({
    label: z.string().optional(),
    topicName: z.string(),
    defaultReplay: replay.default('LATEST'),
    errorRecoveryReplay: replay.default('LATEST'),
    state: z.enum(['RUN', 'STOP']).default('RUN'),
  }),
});

function createManaged(services: ToolingServices, call: ApiCall): ApiReply {
  const parsed = managedSchema.safeParse(call.body);
  if (!parsed.success) throw API_ERRORS.invalidRequest(z.prettifyError(parsed.error));
  const { FullName: developerName, Metadata: settings } = parsed.data;
  const id = to18(stableId('18x', developerName));
  services.managed.put({ id, developerName, ...settings, label: settings.label ?? developerName });
  return { status: 201, body: { id, success: true, errors: [], warnings: [], infos: [] } };
}

function changeManaged(services: ToolingServices, call: ApiCall, id: string): ApiReply {
  const known = findManaged(services, id);
  const parsed = managedSchema.shape.Metadata.partial().safeParse((call.body as { Metadata?: unknown } | undefined)?.Metadata);
  if (!parsed.success) throw API_ERRORS.invalidRequest(z.prettifyError(parsed.error));
  const { state = known.state, errorRecoveryReplay = known.errorRecoveryReplay } = parsed.data;
  services.managed.put({ ...known, state, errorRecoveryReplay });
  return { status: 204 };
}

function removeManaged(services: ToolingServices, id: string): ApiReply {
  services.managed.remove(findManaged(services, id).id);
  return { status: 204 };
}

function findManaged({ managed }: ToolingServices, id: string): ManagedSubscription {
  const known = managed.list().find((subscription) => subscription.id.slice(0, 15) === id.slice(0, 15));
  if (known === undefined) throw API_ERRORS.notFound();
  return known;
}
