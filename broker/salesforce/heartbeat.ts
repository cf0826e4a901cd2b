/** Tells agents in Salesforce that the broker lives, and how far behind it is: one record a deployment, upserted. */
import type { Clock } from '../engine/clock.ts';
import type { SalesforceFailure } from './failure.ts';
import type { Allowances } from './org-limits.ts';
import type { RestClient } from './rest-client.ts';

const TIMEOUT_MS = 20_000;

export type BrokerStatus = {
  /** What the process that beats does, in words for an admin. */
  readonly role: string;
  readonly version: string;
  /** Age of the oldest record that Salesforce does not show yet. */
  readonly lagSeconds?: number;
  /** What the org says of its allowances, as it was measured last. */
  readonly allowances?: Allowances;
};

export type HeartbeatDependencies = { readonly rest: RestClient; readonly clock: Clock };

/** Upserts `OB_Broker_Status__c` by its key. Answers what stopped it, if something did. */
export async function beat(
  { rest, clock }: HeartbeatDependencies,
  key: string,
  status: BrokerStatus,
): Promise<SalesforceFailure | undefined> {
  const { DailyApiRequests: calls, DailyDeliveredPlatformEvents: deliveries } = status.allowances ?? {};
  const body = {
    Last_Heartbeat_At__c: new Date(clock.now()).toISOString(),
    Role__c: status.role.slice(0, 60),
    Version__c: status.version.slice(0, 40),
    Lag_Seconds__c: status.lagSeconds ?? null,
    ...(calls && { API_Calls_Used__c: calls.used, API_Calls_Allowed__c: calls.allowed }),
    ...(deliveries && { Event_Deliveries_Used__c: deliveries.used, Event_Deliveries_Allowed__c: deliveries.allowed }),
  };
  const path = `/sobjects/OB_Broker_Status__c/External_Key__c/${encodeURIComponent(key)}`;
  const result = await rest.call({ method: 'PATCH', path, body, timeoutMs: TIMEOUT_MS, purpose: 'heartbeat' });
  return result.ok ? undefined : result.failure;
}
