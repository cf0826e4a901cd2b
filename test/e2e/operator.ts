/** What people see and do: the broker's list of exceptions, and records in Salesforce. */
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import { API_KEY } from '../../scripts/stack/broker-process.ts';
import { AGENT } from '../../scripts/stack/world.ts';
import { ADMINISTRATOR, type LocalWorld } from './local-world.ts';

export type Row = Readonly<Record<string, unknown>>;

const HEADERS = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };

async function answerOf<Body>(response: Response): Promise<Body> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Body;
}

/** The open exceptions of an order, as the broker's API lists them. */
export async function exceptionsOf(brokerUrl: string, orderKey: string): Promise<readonly ExceptionRecord[]> {
  const { items } = await askBroker<{ items: ExceptionRecord[] }>(brokerUrl, 'GET', 'exceptions?limit=200');
  return items.filter((item) => item.orderKey === orderKey);
}

/** Asks the operations API. */
export async function askBroker<Body>(brokerUrl: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Body> {
  const init = { method, headers: HEADERS, ...(body && { body: JSON.stringify(body) }) };
  return answerOf<Body>(await fetch(`${brokerUrl}/v1/${path}`, init));
}

/** Sends what an exception stopped back to work. */
export async function retry(brokerUrl: string, exceptionId: string): Promise<void> {
  await askBroker(brokerUrl, 'POST', `exceptions/${exceptionId}/retry`, { reason: 'the cause is gone' });
}

/** Reads records of the org. */
export async function query({ places }: LocalWorld, soql: string): Promise<readonly Row[]> {
  return (await answerOf<{ records: Row[] }>(await fetch(`${places.orgAdminUrl}/query?q=${encodeURIComponent(soql)}`))).records;
}

/** The open exceptions of an order, as agents see them in Salesforce. */
export function shownExceptions(world: LocalWorld, orderKey: string): Promise<readonly Row[]> {
  const fields = 'External_Key__c, Category__c, Code__c, Message__c';
  return query(world, `SELECT ${fields} FROM OB_Exception__c WHERE Status__c = 'Open' AND Order__r.External_Key__c = '${orderKey}'`);
}

/** A person's session, for what the load's agent does not do. */
async function logIn({ places }: LocalWorld, { clientId, clientSecret }: typeof AGENT): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });
  const answer = await fetch(`${places.restUrl}/services/oauth2/token`, { method: 'POST', body });
  return (await answerOf<{ access_token: string }>(answer)).access_token;
}

/** Changes a record as the agent. */
export async function changeRecord(world: LocalWorld, path: string, values: Row): Promise<void> {
  await callSalesforce(world, AGENT, path, { method: 'PATCH', body: JSON.stringify(values) });
}

/** Deletes a record as the administrator. */
export async function deleteRecord(world: LocalWorld, path: string): Promise<void> {
  await callSalesforce(world, ADMINISTRATOR, path, { method: 'DELETE' });
}

async function callSalesforce(world: LocalWorld, person: typeof AGENT, path: string, request: RequestInit): Promise<void> {
  const headers = { authorization: `Bearer ${await logIn(world, person)}`, 'content-type': 'application/json' };
  await answerOf(await fetch(`${world.places.restUrl}/services/data/v67.0/sobjects/${path}`, { ...request, headers }));
}

/** The agent presses Submit once more. */
export async function submitAgain({ agent }: LocalWorld, orderKey: string, idempotencyKey: string): Promise<void> {
  await agent.ask({ action: 'OB_OrderActions.submit', orderKey, idempotencyKey });
}
