/** Managed event subscriptions through the Tooling API: made, started, stopped, removed. Source: Tooling API guide, "ManagedEventSubscription". */
import { z } from 'zod';
import type { ManagedSubscription, ManagedSubscriptions } from '../event-bus/pubsub/managed-subscriptions.ts';
import { stableId } from '../metadata/field-id.ts';
import { DML_ERRORS } from '../storage/dml-error.ts';
import { to18 } from '../storage/record-id.ts';
import type { ToolingStore } from '../tooling/tooling-store.ts';
import type { ApiCall, ApiReply, Route } from './api-call.ts';
import { API_ERRORS, dmlFault } from './errors.ts';

export function managedSubscriptionRoutes(managed: ManagedSubscriptions): Route[] {
  const pattern = 'tooling/sobjects/ManagedEventSubscription';
  return [
    { method: 'POST', pattern, handle: (call) => createManaged(managed, call) },
    { method: 'PATCH', pattern: `${pattern}/:id`, handle: (call, { id }) => changeManaged(managed, call, id ?? '') },
    { method: 'DELETE', pattern: `${pattern}/:id`, handle: (call, { id }) => removeManaged(managed, call, id ?? '') },
  ];
}

/** As for all configuration of the org (Salesforce Help, "User Permissions"). */
function checkPermission({ user }: ApiCall): void {
  if (!user.access.user('CustomizeApplication')) throw dmlFault([DML_ERRORS.insufficientAccess()]);
}

/** Brings the table that queries read up to the state of the event bus. */
export function storeManaged(managed: ManagedSubscriptions, { database }: ToolingStore): void {
  const table = database.table('ManagedEventSubscription');
  const current = managed.list();
  for (const { Id } of [...table.records()]) if (!current.some(({ id }) => id === Id)) table.erase(String(Id));
  for (const { id, developerName, label, topicName, defaultReplay, errorRecoveryReplay, state } of current) {
    const settings = JSON.stringify({ label, topicName, defaultReplay, errorRecoveryReplay, state });
    table.put({ Id: id, IsDeleted: false, DeveloperName: developerName, MasterLabel: label, Metadata: settings });
  }
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

function createManaged(managed: ManagedSubscriptions, call: ApiCall): ApiReply {
  checkPermission(call);
  const parsed = managedSchema.safeParse(call.body);
  if (!parsed.success) throw API_ERRORS.invalidRequest(z.prettifyError(parsed.error));
  const { FullName: developerName, Metadata: settings } = parsed.data;
  const id = to18(stableId('18x', developerName));
  if (managed.list().some((known) => known.id === id)) throw API_ERRORS.alreadyThere(developerName);
  managed.put({ id, developerName, ...settings, label: settings.label ?? developerName });
  return { status: 201, body: { id, success: true, errors: [], warnings: [], infos: [] } };
}

function changeManaged(managed: ManagedSubscriptions, call: ApiCall, id: string): ApiReply {
  checkPermission(call);
  const known = findManaged(managed, id);
  const parsed = managedSchema.shape.Metadata.partial().safeParse((call.body as { Metadata?: unknown } | undefined)?.Metadata);
  if (!parsed.success) throw API_ERRORS.invalidRequest(z.prettifyError(parsed.error));
  const { topicName = known.topicName, state = known.state, errorRecoveryReplay = known.errorRecoveryReplay } = parsed.data;
  if (topicName !== known.topicName) throw API_ERRORS.invalidRequest('the topic of a managed subscription cannot change');
  managed.put({ ...known, state, errorRecoveryReplay });
  return { status: 204 };
}

function removeManaged(managed: ManagedSubscriptions, call: ApiCall, id: string): ApiReply {
  checkPermission(call);
  managed.remove(findManaged(managed, id).id);
  return { status: 204 };
}

function findManaged(managed: ManagedSubscriptions, id: string): ManagedSubscription {
  const known = managed.list().find((subscription) => subscription.id.slice(0, 15) === id.slice(0, 15));
  if (known === undefined) throw API_ERRORS.notFound();
  return known;
}
