/** Tells agents in Salesforce that the broker lives, and how far behind it is: one record a deployment, upserted. */
import type { Clock } from '../engine/clock.ts';
import type { SalesforceFailure } from './failure.ts';
import type { RestClient } from './rest-client.ts';

const TIMEOUT_MS = 20_000;

export type BrokerStatus = {
  readonly state: 'Running' | 'Degraded' | 'Stopped';
  readonly version: string;
  readonly writeBacklog?: number;
  readonly writeLagSeconds?: number;
  readonly openExceptions?: number;
};

export type HeartbeatDependencies = { readonly rest: RestClient; readonly clock: Clock };

/** Upserts `OB_Broker_Status__c` by its key. Answers what stopped it, if something did. */
export async function beat(
  { rest, clock }: HeartbeatDependencies,
  key: string,
  status: BrokerStatus,
): Promise<SalesforceFailure | undefined> {
  const body = {
    Last_Heartbeat_At__c: new Date(clock.now()).toISOString(),
    State__c: status.state,
    Version__c: status.version.slice(0, 40),
    Write_Backlog__c: status.writeBacklog ?? null,
    Write_Lag_Seconds__c: status.writeLagSeconds ?? null,
    Open_Exceptions__c: status.openExceptions ?? null,
  };
  const path = `/sobjects/OB_Broker_Status__c/External_Key__c/${encodeURIComponent(key)}`;
  const result = await rest.call({ method: 'PATCH', path, body, timeoutMs: TIMEOUT_MS, purpose: 'heartbeat' });
  return result.ok ? undefined : result.failure;
}
