/** Whether the org lets the broker in, and lets it do what it must: for a person who looks, before or after things go wrong. */
import type { Clock } from '../engine/clock.ts';
import type { SalesforceConfig } from './config.ts';
import { connectPubSub, endOf } from './pubsub/connection.ts';
import { makeRestClient } from './rest-client.ts';
import type { ApiUsage } from './limit-info.ts';
import type { Grant } from './token-grant.ts';
import { askForToken } from './token-grant.ts';

const TIMEOUT_MS = 20_000;
/** Every object the broker writes and reads is described to a user who may see one of them at least. */
const PROBE = '/sobjects/OB_Order__c';

/** Undefined: well; else what is wrong, as a code. */
export type SalesforceExamination = {
  readonly login?: string;
  readonly rest?: string;
  readonly usage?: ApiUsage;
  readonly subscription?: string;
};

async function examineRest(config: SalesforceConfig, grant: Grant): Promise<Pick<SalesforceExamination, 'rest' | 'usage'>> {
  let usage: ApiUsage | undefined;
  const granted = { ok: true, grant } as const;
  const session = { current: () => Promise.resolve(granted), renew: () => Promise.resolve(granted) };
  const metrics = { count: () => undefined, observe: () => undefined, gauge: () => undefined };
  const rest = makeRestClient({ config, session, metrics, onUsage: (used) => (usage = used) });
  const answer = await rest.call({ method: 'GET', path: PROBE, timeoutMs: TIMEOUT_MS, purpose: 'doctor' });
  await rest.close();
  return { ...(usage && { usage }), ...(!answer.ok && { rest: answer.failure.code }) };
}

async function examineSubscription(
  config: SalesforceConfig,
  grant: Grant,
  clock: Clock,
): Promise<Pick<SalesforceExamination, 'subscription'>> {
  const connection = connectPubSub(config.pubSub, clock);
  try {
    return (await connection.maySubscribe(config.commandTopic, grant)) ? {} : { subscription: 'MAY_NOT_SUBSCRIBE' };
  } catch (error) {
    const { status, errorCode } = endOf(error);
    return { subscription: errorCode ?? `GRPC_${status}` };
  } finally {
    connection.close();
  }
}

export async function examineSalesforce(config: SalesforceConfig, clock: Clock): Promise<SalesforceExamination> {
  const granted = await askForToken(config, clock);
  if (!granted.ok) return { login: granted.failure.code };
  const [rest, subscription] = await Promise.all([examineRest(config, granted.grant), examineSubscription(config, granted.grant, clock)]);
  return { ...rest, ...subscription };
}
