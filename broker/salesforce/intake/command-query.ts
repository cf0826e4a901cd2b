/** Reads commands by their keys, many in a call. */
import { queryPath, quoted, readPages } from '../query.ts';
import type { SoqlRecord } from '../query.ts';
import type { RestClient } from '../rest-client.ts';
import type { Found } from './read-apart.ts';

/** Keys have at most 64 characters, each of which may need three in a request line. */
export const COMMANDS_PER_QUERY = 50;

const FIELDS = 'Idempotency_Key__c,Type__c,Payload__c,Reason__c,Deadline__c,CreatedById,Return__r.External_Key__c';

/** The path of the query; a GET, whose length a test holds below the platform's limit. */
export function commandsPath(requestKeys: readonly string[]): string {
  return queryPath(`SELECT ${FIELDS} FROM OB_Command__c WHERE Idempotency_Key__c IN (${requestKeys.map(quoted).join(',')})`);
}

/** Commands by key, as the org holds them; those it does not have are left out. */
export async function readCommands(rest: RestClient, requestKeys: readonly string[]): Promise<Found<SoqlRecord>> {
  const commands = new Map<string, SoqlRecord>();
  for (let start = 0; start < requestKeys.length; start += COMMANDS_PER_QUERY) {
    const result = await readPages(rest, commandsPath(requestKeys.slice(start, start + COMMANDS_PER_QUERY)), 'read-commands');
    if (!result.ok) return result;
    for (const record of result.records) {
      const key = record['Idempotency_Key__c'];
      if (typeof key === 'string') commands.set(key, record);
    }
  }
  return { ok: true, found: commands };
}
