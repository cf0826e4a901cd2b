/** Records in Salesforce as the broker writes them: for what no order of a short story comes to. */
import { INTEGRATION_USER } from '../../scripts/stack/world.ts';
import type { WorldPlaces } from '../../scripts/stack/world.ts';

export type RecordFields = Readonly<Record<string, unknown>>;

export type Records = {
  /** Creates records and answers their ids. */
  readonly create: (object: string, records: readonly RecordFields[]) => Promise<readonly string[]>;
  readonly change: (object: string, recordId: string, fields: RecordFields) => Promise<void>;
  /** Puts a record into the recycle bin, as an administrator would. */
  readonly remove: (object: string, recordId: string, username: string) => Promise<void>;
  readonly query: (soql: string) => Promise<readonly RecordFields[]>;
};

const API = '/services/data/v67.0';
const MOST_RECORDS = 200;

type SaveResult = { readonly id: string; readonly success: boolean; readonly errors: readonly { readonly message: string }[] };
type Places = Pick<WorldPlaces, 'restUrl' | 'orgAdminUrl'>;

/** Records in the hands of a user, of the broker's own unless said. Every call throws with the org's words when the org refuses. */
export function openRecords({ restUrl, orgAdminUrl }: Places, user: string = INTEGRATION_USER): Records {
  async function call(username: string, method: string, path: string, body?: object): Promise<Response> {
    const session = await fetch(`${orgAdminUrl}/sessions`, { method: 'POST', body: JSON.stringify({ username }) });
    const { accessToken } = (await session.json()) as { accessToken: string };
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
    const answer = await fetch(`${restUrl}${API}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer;
  }

  return {
    create: async (object, records) => {
      const ids: string[] = [];
      for (let start = 0; start < records.length; start += MOST_RECORDS) {
        const some = records.slice(start, start + MOST_RECORDS).map((fields) => ({ attributes: { type: object }, ...fields }));
        const answer = await call(user, 'POST', '/composite/sobjects', { allOrNone: true, records: some });
        const results = (await answer.json()) as SaveResult[];
        const [refused] = results.flatMap(({ errors }) => errors);
        if (refused !== undefined) throw new Error(`${object}: ${refused.message}`);
        ids.push(...results.map(({ id }) => id));
      }
      return ids;
    },
    change: async (object, recordId, fields) => {
      await call(user, 'PATCH', `/sobjects/${object}/${recordId}`, fields);
    },
    remove: async (object, recordId, username) => {
      await call(username, 'DELETE', `/sobjects/${object}/${recordId}`);
    },
    query: async (soql) => {
      const answer = await fetch(`${orgAdminUrl}/query?q=${encodeURIComponent(soql)}`);
      return ((await answer.json()) as { records: RecordFields[] }).records;
    },
  };
}
