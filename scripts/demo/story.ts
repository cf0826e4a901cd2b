/** Follows a few orders through Salesforce and tells their lives as an agent would see them there. */
import { setTimeout as wait } from 'node:timers/promises';

type Entry = { readonly Event_Key__c: string; readonly Summary__c: string; readonly Order__r: { readonly External_Key__c: string } };
type Order = { readonly External_Key__c: string; readonly Status__c: string; readonly Sync_State__c: string | null };

const POLL_MS = 250;

async function query<Row>(adminUrl: string, soql: string): Promise<readonly Row[]> {
  const response = await fetch(`${adminUrl}/query?q=${encodeURIComponent(soql)}`);
  if (!response.ok) throw new Error(`the org cannot be asked: ${await response.text()}`);
  return ((await response.json()) as { records: Row[] }).records;
}

export type Character = { readonly key: string; readonly name: string };

/** Tells each timeline entry of the characters once, with the status Salesforce shows then. `tell` tells what is new. */
export function makeStory(
  adminUrl: string,
  characters: readonly Character[],
  say: (line: string) => void,
): { readonly tell: () => Promise<void> } {
  const told = new Set<string>();
  const names = new Map(characters.map(({ key, name }) => [key, name]));
  const list = characters.map(({ key }) => `'${key}'`).join(',');

  return {
    tell: async () => {
      const entries = await query<Entry>(
        adminUrl,
        `SELECT Event_Key__c, Summary__c, Order__r.External_Key__c FROM OB_Timeline_Entry__c WHERE Order__r.External_Key__c IN (${list}) ORDER BY Recorded_At__c, Sequence__c`,
      );
      const fresh = entries.filter((entry) => !told.has(entry.Event_Key__c));
      if (fresh.length === 0) return;
      const orders = await query<Order>(
        adminUrl,
        `SELECT External_Key__c, Status__c, Sync_State__c FROM OB_Order__c WHERE External_Key__c IN (${list})`,
      );
      const shown = new Map(
        orders.map((order) => [order.External_Key__c, `${order.Status__c}, ${(order.Sync_State__c ?? '').toLowerCase()}`]),
      );
      for (const entry of fresh) {
        told.add(entry.Event_Key__c);
        const key = entry.Order__r.External_Key__c;
        say(
          `  ${`${key} ${names.get(key) ?? ''}`.padEnd(34)} ${entry.Summary__c.padEnd(52)} Salesforce shows: ${shown.get(key) ?? 'nothing yet'}`,
        );
      }
    },
  };
}

/** Tells the story as it happens, until the signal, and then what is left. */
export async function tellStory(story: { readonly tell: () => Promise<void> }, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await story.tell();
    await wait(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
  await story.tell();
}
