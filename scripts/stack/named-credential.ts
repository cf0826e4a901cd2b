/** What an administrator sets up once the broker has an address: the Named Credential by which the org calls it. */
import { API_KEY } from './broker-process.ts';

/** Leads the callouts of the local org to a broker, with the key the org's external credential would add. Throws if the org has no such credential. */
export async function leadToBroker(orgAdminUrl: string, brokerUrl: string): Promise<void> {
  const target = { name: 'OB_Broker', url: brokerUrl, headers: { authorization: `Bearer ${API_KEY}` } };
  const response = await fetch(`${orgAdminUrl}/named-credentials`, { method: 'POST', body: JSON.stringify(target) });
  if (!response.ok) throw new Error(`the org does not lead to the broker: ${await response.text()}`);
}
